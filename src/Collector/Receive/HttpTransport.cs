using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// OTLP/HTTP (OTLP specification 1.11, "OTLP/HTTP"). Holds no decisions: see <see cref="RequestGate"/>,
/// <see cref="ExportHandler"/> and <see cref="OutcomeTable"/>.
/// </summary>
internal sealed class HttpTransport(ExportHandler handler, InFlightBytes inFlight, int maxRequestBytes)
{
    /// <summary>Handles one request that may pass.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="IOException">The client went away.</exception>
    public async ValueTask<ExportOutcome> HandleAsync(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        if (!HttpRoute.TryParse(path, out HttpRoute route))
        {
            return new ExportOutcome(OutcomeKind.NotFound, Message: HttpRoute.WhyNot(path));
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return new ExportOutcome(OutcomeKind.MethodNotAllowed, Message: "OTLP is sent with POST");
        }

        if (!MediaType.TryParse(request.ContentType, out OtlpEncoding encoding))
        {
            return new ExportOutcome(OutcomeKind.UnsupportedMedia, Message: "the content type must be application/x-protobuf, or application/json in utf-8");
        }

        if (!Compression.TryParse(request.Headers.ContentEncoding, out bool gzip))
        {
            return new ExportOutcome(OutcomeKind.UnsupportedMedia, Message: "the content encoding must be gzip or identity, and only one");
        }

        if (!RunHeader.TryRead(request.Headers[RunHeader.Name], route.Run, out string? run))
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: RunHeader.Rule);
        }

        // Where both lengths of RFC 9112 section 6.3 are given, the server follows the chunks and leaves this mark of the other.
        if (request.Headers.ContainsKey("X-Content-Length"))
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: "Content-Length and Transfer-Encoding exclude each other");
        }

        using var body = new RequestBody(inFlight, maxRequestBytes);
        if (request.ContentLength > maxRequestBytes)
        {
            return body.TooLarge();
        }

        ExportOutcome received = await body.ReadToEndAsync(request.BodyReader);
        if (received.Kind == OutcomeKind.Accepted && gzip)
        {
            received = body.Inflate();
        }

        return received.Kind == OutcomeKind.Accepted ? await handler.HandleAsync(body, route.Signal, encoding, run) : received;
    }

    /// <summary>Answers a request in the encoding it was sent in; in JSON where that is unknown.</summary>
    public static async ValueTask AnswerAsync(HttpResponse response, ExportOutcome outcome)
    {
        HttpRequest request = response.HttpContext.Request;
        bool json = !MediaType.TryParse(request.ContentType, out OtlpEncoding encoding) || encoding == OtlpEncoding.Json;
        byte[] body = outcome.Kind == OutcomeKind.Accepted ? Success(request, outcome, json) : Failure(response, outcome, json);
        response.StatusCode = outcome.Row.Http;
        response.ContentType = json ? MediaType.Json : MediaType.Protobuf;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.BodyWriter.WriteAsync(body);
        }
    }

    private static byte[] Success(HttpRequest request, in ExportOutcome outcome, bool json)
    {
        if (!json)
        {
            return SuccessBody.Protobuf(outcome);
        }

        OtlpSignal signal = HttpRoute.TryParse(request.Path.Value ?? "", out HttpRoute route) ? route.Signal : OtlpSignal.Traces;
        return SuccessBody.Json(outcome, signal);
    }

    private static byte[] Failure(HttpResponse response, in ExportOutcome outcome, bool json)
    {
        OutcomeRow row = outcome.Row;
        if (row.RetryDelay is { } delay)
        {
            response.Headers.RetryAfter = ((long)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (outcome.Kind == OutcomeKind.MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }
        else if (outcome.Kind == OutcomeKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        string message = outcome.Message ?? row.Message;
        return json ? FailureBody.Json(row, message) : FailureBody.Protobuf(row, message);
    }
}
