using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Benchmarks.Payloads;

namespace Tracing.Benchmarks.Receive;

/// <summary>
/// Distinct trace requests of about 500 bytes a span, taken in turn. Each one sent gets a trace id of its own, so that
/// no request is the resend of another.
/// </summary>
internal sealed class ExportPayloads
{
    /// <summary>An SDK's batch, where it is not told otherwise (OTEL_BSP_MAX_EXPORT_BATCH_SIZE).</summary>
    public const int SpansPerRequest = 512;

    private const int Templates = 32;

    private readonly (byte[] Body, int TraceId)[] _templates;
    private long _next;

    public ExportPayloads()
    {
        _templates = [.. Enumerable.Range(1, Templates).Select(Template)];
    }

    /// <summary>Bytes of a span, on average.</summary>
    public double BytesPerSpan => _templates.Average(template => template.Body.Length) / SpansPerRequest;

    /// <summary>The next request, serialised.</summary>
    public byte[] Next()
    {
        long number = Interlocked.Increment(ref _next);
        (byte[] template, int traceId) = _templates[number % Templates];
        byte[] body = template.AsSpan().ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(traceId), number ^ Environment.ProcessId);
        return body;
    }

    /// <summary>Compresses as an SDK does.</summary>
    public static byte[] Gzip(byte[] body)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return to.ToArray();
    }

    private static (byte[] Body, int TraceId) Template(int seed)
    {
        ExportTraceServiceRequest request = SpanPayloads.Make(SpansPerRequest, seed);
        byte[] body = request.ToByteArray();
        return (body, body.AsSpan().IndexOf(request.ResourceSpans[0].ScopeSpans[0].Spans[0].TraceId.Span));
    }
}
