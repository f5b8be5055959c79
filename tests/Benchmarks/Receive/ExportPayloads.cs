using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

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
        var random = new Random(20260601);
        _templates = [.. Enumerable.Range(0, Templates).Select(i => Template(random, i))];
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

    private static (byte[] Body, int TraceId) Template(Random random, int number)
    {
        ByteString traceId = Id(random, 16);
        var scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "agent.loop", Version = "1.4.2" } };
        for (int i = 0; i < SpansPerRequest; i++)
        {
            scope.Spans.Add(MakeSpan(random, traceId, number, i));
        }

        var resource = new Resource { Attributes = { Text("service.name", "agent"), Text("bench.run.id", $"run-{number}"), Text("host.name", "runner-1") } };
        byte[] body = new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } }.ToByteArray();
        return (body, body.AsSpan().IndexOf(traceId.Span));
    }

    private static Span MakeSpan(Random random, ByteString traceId, int number, int index)
    {
        ulong start = 1_760_000_000_000_000_000UL + (ulong)random.NextInt64(1_000_000_000_000);
        var span = new Span
        {
            TraceId = traceId,
            SpanId = Id(random, 8),
            ParentSpanId = Id(random, 8),
            Name = index % 3 == 0 ? $"chat model-{number % 7}" : $"execute_tool tool-{random.Next(20)}",
            Kind = index % 3 == 0 ? OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Client : OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Internal,
            StartTimeUnixNano = start,
            EndTimeUnixNano = start + (ulong)random.Next(1, 2_000_000_000),
            Status = new Status { Code = index % 29 == 0 ? Status.Types.StatusCode.Error : Status.Types.StatusCode.Unset },
            Attributes =
            {
                Text("gen_ai.operation.name", index % 3 == 0 ? "chat" : "execute_tool"),
                Text("gen_ai.provider.name", "provider"),
                Text("gen_ai.conversation.id", $"conversation-{number}"),
                Text("gen_ai.request.model", $"provider/model-{number % 7}"),
                Number("gen_ai.usage.input_tokens", random.Next(100_000)),
                Number("gen_ai.usage.output_tokens", random.Next(4_000)),
                Text("gen_ai.tool.call.id", Convert.ToHexString(Id(random, 12).Span)),
                new KeyValue { Key = "gen_ai.request.temperature", Value = new AnyValue { DoubleValue = random.NextDouble() } },
                new KeyValue { Key = "bench.timed_out", Value = new AnyValue { BoolValue = false } },
                Text("gen_ai.tool.call.arguments", $"{{\"command\":\"go test ./... -run Test{random.Next(1_000_000)} -count=1\"}}"),
            },
        };
        if (index % 4 == 0)
        {
            span.Events.Add(new Span.Types.Event { Name = "first_token", TimeUnixNano = start + 1_000, Attributes = { Number("index", index) } });
        }

        return span;
    }

    private static ByteString Id(Random random, int length)
    {
        byte[] id = new byte[length];
        random.NextBytes(id);
        return ByteString.CopyFrom(id);
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };
}
