using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Import;

/// <summary>
/// Sends requests to any collector by OTLP/HTTP, and again where the answer allows it
/// (429, 502, 503, 504 and a lost connection; OTLP specification, "Failures").
/// </summary>
/// <param name="client">The client; its base address is the OTLP/HTTP endpoint and ends with a slash.</param>
/// <param name="time">The clock that waits between tries.</param>
/// <param name="attempts">Tries a request at the most.</param>
/// <param name="failed">Told why, each time a try failed that is followed by another.</param>
public sealed class OtlpSender(HttpClient client, TimeProvider time, int attempts = 8, Action<string>? failed = null)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Sends one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>What the collector answered.</returns>
    /// <exception cref="OtlpSendException">The collector refused for good, or could not be reached in all tries.</exception>
    public async Task<OtlpSendResult> SendAsync(OtlpRequest request, CancellationToken cancellationToken)
    {
        TimeSpan delay = FirstDelay;
        for (int attempt = 1; ; attempt++)
        {
            (OtlpSendResult? result, string failure, TimeSpan? asked) = await TryAsync(request, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }

            if (attempt >= attempts)
            {
                throw new OtlpSendException($"{request.SignalPath}: {failure} (gave up after {attempts} tries)");
            }

            failed?.Invoke($"{request.SignalPath}: {failure}");
            await Task.Delay(asked > TimeSpan.Zero ? asked.Value : delay, time, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private async Task<(OtlpSendResult? Result, string Failure, TimeSpan? Asked)> TryAsync(OtlpRequest request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = MessageOf(request);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return (OtlpSendResult.Parse(body, request.Encoding), "", null);
            }

            string failure = $"{(int)response.StatusCode} {Shorten(Encoding.UTF8.GetString(body))}";
            return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                ? (null, failure, response.Headers.RetryAfter?.Delta)
                : throw new OtlpSendException($"{request.SignalPath}: {failure}");
        }
        catch (HttpRequestException e)
        {
            return (null, e.Message, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "no answer within the client's time limit", null);
        }
    }

    private static HttpRequestMessage MessageOf(OtlpRequest request)
    {
        var content = new ReadOnlyMemoryContent(request.Body);
        content.Headers.ContentType = request.Encoding == OtlpEncoding.Json
            ? new MediaTypeHeaderValue("application/json", "utf-8")
            : new MediaTypeHeaderValue("application/x-protobuf");
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(request.SignalPath, UriKind.Relative)) { Content = content };
        if (request.Run is { } run)
        {
            message.Headers.Add(RunBindings.Header, run);
        }

        return message;
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
