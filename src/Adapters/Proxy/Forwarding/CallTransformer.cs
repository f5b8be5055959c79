using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.Proxy.Recording;
using Yarp.ReverseProxy.Forwarder;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>
/// Copies the heads of request and answer, hop-by-hop headers left out. A recorded call is asked for without compression: reading a copy of a compressed
/// stream would cost a decoder for each, and compressors hold small events back.
/// </summary>
/// <param name="target">The address at the upstream.</param>
/// <param name="recording">The call, or null where it is not recorded.</param>
internal sealed class CallTransformer(Uri target, CallRecording? recording) : HttpTransformer
{
    private const string AcceptEncoding = "Accept-Encoding";

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = target;
        HttpRequestHeaders headers = proxyRequest.Headers;
        headers.Host = null;

        // The body was read already, so the agent need not be told to go on; and what "Connection" names is for us alone (RFC 9110, section 7.6.1).
        headers.Remove("Expect");
        foreach (string name in Named(httpContext.Request.Headers.Connection))
        {
            headers.Remove(name);
        }

        if (recording is not null)
        {
            headers.Remove(AcceptEncoding);
            headers.TryAddWithoutValidation(AcceptEncoding, "identity");
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        bool copiesBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is null)
        {
            return copiesBody;
        }

        foreach (string name in proxyResponse.Headers.Connection)
        {
            httpContext.Response.Headers.Remove(name);
        }

        if (recording is null)
        {
            return copiesBody;
        }

        HttpContentHeaders content = proxyResponse.Content.Headers;
        recording.Answered((int)proxyResponse.StatusCode, content.ContentType?.MediaType, content.ContentEncoding.All(coding => coding == "identity"));
        if (recording.ChangesLength)
        {
            httpContext.Response.ContentLength = null;
        }

        if (recording.IsStreamed)
        {
            await SendHeadAsync(httpContext.Response, cancellationToken);
        }

        return copiesBody;
    }

    // The model may think for long between head and first event; the agent sees the head when it came.
    private static async Task SendHeadAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Body.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The agent has gone: copying the body will find that out.
        }
    }

    private static IEnumerable<string> Named(Microsoft.Extensions.Primitives.StringValues connection) =>
        connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
