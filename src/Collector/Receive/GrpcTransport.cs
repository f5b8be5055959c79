using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// OTLP/gRPC on the bare server: a unary call is one framed message in and one out, so the generated service with its
/// objects, its copies and its decompression is not needed. Holds no decisions: see <see cref="RequestGate"/>,
/// <see cref="ExportHandler"/> and <see cref="OutcomeTable"/>.
/// </summary>
internal sealed class GrpcTransport(ExportHandler handler, InFlightBytes inFlight, int maxRequestBytes)
{
    private const string ContentType = "application/grpc";
    private const string TracesPath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string LogsPath = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    private const string MetricsPath = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private static readonly byte[] EmptyMessage = new byte[GrpcMessage.PrefixBytes];

    /// <summary>Whether a request is a gRPC call; what is not is OTLP/HTTP.</summary>
    public static bool Speaks(HttpRequest request) =>
        HttpProtocol.IsHttp2(request.Protocol) && request.ContentType is { } type && type.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Handles one call that may pass.</summary>
    /// <param name="request">The call.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="IOException">The client went away.</exception>
    public async ValueTask<ExportOutcome> HandleAsync(HttpRequest request)
    {
        // The path as it was sent: a percent-encoded one is another path to whatever stands in front of us.
        string? path = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (path is not (TracesPath or LogsPath))
        {
            return new ExportOutcome(OutcomeKind.NotFound, Message: path is MetricsPath
                ? "metrics are not collected here; set OTEL_METRICS_EXPORTER=none"
                : "unknown service or method");
        }

        if (!IsProtobuf(request.ContentType!))
        {
            return new ExportOutcome(OutcomeKind.UnsupportedMedia, Message: "the content type must be application/grpc or application/grpc+proto");
        }

        if (!Compression.TryParse(request.Headers.GrpcEncoding, out bool gzip))
        {
            return new ExportOutcome(OutcomeKind.UnsupportedMedia, Message: "grpc-encoding must be identity or gzip");
        }

        if (!RunHeader.TryRead(request.Headers[RunHeader.Name], null, out string? run))
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: RunHeader.Rule);
        }

        using var body = new RequestBody(inFlight, maxRequestBytes);
        ExportOutcome received = await ReadAsync(request, body, gzip);
        return received.Kind == OutcomeKind.Accepted
            ? await handler.HandleAsync(body, path is TracesPath ? OtlpSignal.Traces : OtlpSignal.Logs, OtlpEncoding.Protobuf, run)
            : received;
    }

    /// <summary>Answers a call.</summary>
    public static async ValueTask AnswerAsync(HttpResponse response, ExportOutcome outcome)
    {
        response.ContentType = ContentType;
        if (outcome.Kind == OutcomeKind.Accepted)
        {
            // Not flushed here: headers, message and trailers leave together at the end of the request.
            response.BodyWriter.Write(outcome.IsPartial ? Frame(SuccessBody.Protobuf(outcome)) : EmptyMessage);
            response.AppendTrailer("grpc-status", "0");
            return;
        }

        // Trailers-Only: the status stands in the headers and there is no message.
        OutcomeRow row = outcome.Row;
        string message = outcome.Message ?? row.Message;
        response.Headers.GrpcStatus = ((int)row.Grpc).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = PercentEncode(message);
        if (outcome.Kind == OutcomeKind.UnsupportedMedia)
        {
            response.Headers.GrpcAcceptEncoding = Compression.Accepted;
        }

        if (row.RetryDelay is not null || row.Grpc == StatusCode.InvalidArgument)
        {
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(FailureBody.Protobuf(row, message));
        }

        await response.StartAsync();
    }

    private static async ValueTask<ExportOutcome> ReadAsync(HttpRequest request, RequestBody body, bool gzip)
    {
        if (await GrpcMessage.ReadPrefixAsync(request.BodyReader) is not { } prefix)
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: "the call has no message, or its prefix is not one");
        }

        if (prefix.Compressed && !gzip)
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: "the message is marked as compressed and grpc-encoding does not say how");
        }

        if (prefix.Length > (uint)body.Limit)
        {
            return body.TooLarge();
        }

        ExportOutcome received = await body.ReadToEndAsync(request.BodyReader);
        if (received.Kind == OutcomeKind.Accepted && body.Bytes.Length != prefix.Length)
        {
            return new ExportOutcome(OutcomeKind.BadData, Message: $"the message has {body.Bytes.Length} bytes and its prefix says {prefix.Length}");
        }

        return received.Kind == OutcomeKind.Accepted && prefix.Compressed ? body.Inflate() : received;
    }

    private static bool IsProtobuf(string contentType)
    {
        ReadOnlySpan<char> subtype = contentType.AsSpan(ContentType.Length);
        return subtype.IsEmpty || subtype[0] == ';' || subtype.Equals("+proto", StringComparison.OrdinalIgnoreCase) ||
            subtype.StartsWith("+proto;", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Frame(byte[] message)
    {
        byte[] frame = new byte[GrpcMessage.PrefixBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, GrpcMessage.PrefixBytes);
        return frame;
    }

    // gRPC over HTTP2, "Status-Message": every byte outside of 0x20 to 0x7E, and '%', is percent-encoded.
    private static string PercentEncode(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(message))
        {
            text = b is >= 0x20 and <= 0x7E and not (byte)'%' ? text.Append((char)b) : text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return text.ToString();
    }
}
