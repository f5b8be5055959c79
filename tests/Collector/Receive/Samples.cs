using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Requests whose every id is fresh.</summary>
internal static class Samples
{
    public const ulong Start = 1_760_000_000_000_000_000;

    public static ExportTraceServiceRequest Traces(int spans = 3, string name = "step")
    {
        var scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "tests" } };
        ByteString trace = Id(16);
        for (int i = 0; i < spans; i++)
        {
            scope.Spans.Add(Span(trace, name));
        }

        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = new Resource { Attributes = { Text("service.name", "tests") } }, ScopeSpans = { scope } } } };
    }

    public static Span Span(ByteString trace, string name) => new()
    {
        TraceId = trace,
        SpanId = Id(8),
        Name = name,
        StartTimeUnixNano = Start,
        EndTimeUnixNano = Start + 1_000_000,
        Attributes = { Text("tool", "bash"), Number("turn", 3) },
    };

    public static ExportLogsServiceRequest Logs(int records = 2)
    {
        var scope = new ScopeLogs();
        for (int i = 0; i < records; i++)
        {
            scope.LogRecords.Add(new LogRecord { TraceId = Id(16), SpanId = Id(8), TimeUnixNano = Start, Body = new AnyValue { StringValue = $"line {i}" } });
        }

        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { ScopeLogs = { scope } } } };
    }

    /// <summary>A request of about that many bytes, of one attribute.</summary>
    public static ExportTraceServiceRequest Traces(string attribute)
    {
        ExportTraceServiceRequest request = Traces(1);
        request.ResourceSpans[0].ScopeSpans[0].Spans[0].Attributes.Add(Text("text", attribute));
        return request;
    }

    public static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static KeyValue Number(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    public static ByteString Id(int length) => ByteString.CopyFrom(RandomNumberGenerator.GetBytes(length));

    public static ByteArrayContent Protobuf(IMessage message) => Content(message.ToByteArray(), "application/x-protobuf");

    public static ByteArrayContent Content(byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static ByteArrayContent Gzipped(byte[] body, string type)
    {
        ByteArrayContent content = Content(Gzip(body), type);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    public static byte[] Gzip(byte[] body)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return to.ToArray();
    }
}
