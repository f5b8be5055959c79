using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Plain requests to start from.</summary>
internal static class Samples
{
    public const ulong Time = 1_780_000_000_000_000_000;

    public static ByteString TraceId { get; } = ByteString.CopyFrom(Convert.FromHexString("0102030405060708090a0b0c0d0e0f10"));

    public static ByteString SpanId { get; } = ByteString.CopyFrom(Convert.FromHexString("1112131415161718"));

    public static KeyValue Of(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static KeyValue Of(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    public static KeyValue Of(string key, bool value) => new() { Key = key, Value = new AnyValue { BoolValue = value } };

    public static Span Span(string name = "work") => new()
    {
        TraceId = TraceId,
        SpanId = SpanId,
        Name = name,
        StartTimeUnixNano = Time,
        EndTimeUnixNano = Time + 5,
        Attributes = { Of("a", "b"), Of("n", 3) },
        Events = { new Span.Types.Event { Name = "e", TimeUnixNano = Time + 1, Attributes = { Of("k", "v") } } },
        Links = { new Span.Types.Link { TraceId = TraceId, SpanId = SpanId, Attributes = { Of("l", "m") } } },
    };

    public static ExportTraceServiceRequest Traces(int count) => Traces([.. Enumerable.Range(0, count).Select(i => Span("span" + i))]);

    public static ExportTraceServiceRequest Traces(params Span[] spans) => Traces([], spans);

    public static ExportTraceServiceRequest Traces(KeyValue[] resource, params Span[] spans) => new()
    {
        ResourceSpans = { new ResourceSpans { Resource = new Resource { Attributes = { resource } }, ScopeSpans = { new ScopeSpans { Spans = { spans } } } } },
    };

    public static ExportLogsServiceRequest Logs(KeyValue[] resource, params LogRecord[] logs) => new()
    {
        ResourceLogs = { new ResourceLogs { Resource = new Resource { Attributes = { resource } }, ScopeLogs = { new ScopeLogs { LogRecords = { logs } } } } },
    };

    public static LogRecord Log(params KeyValue[] attributes) => new()
    {
        TimeUnixNano = Time,
        TraceId = TraceId,
        SpanId = SpanId,
        Body = new AnyValue { StringValue = "hello" },
        Attributes = { attributes },
    };
}
