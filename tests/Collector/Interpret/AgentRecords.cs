using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Tests.Receive;
using Span = OpenTelemetry.Proto.Trace.V1.Span;

namespace Tracing.Collector.Tests.Interpret;

/// <summary>Requests of an agent that says its run on some of its records, and its session on others.</summary>
internal static class AgentRecords
{
    /// <summary>The session, as most agents name it.</summary>
    public static KeyValue Session(string id, string name = "session.id") => Samples.Text(name, id);

    /// <summary>A resource that says its run.</summary>
    public static Resource Of(string run) => new()
    {
        Attributes = { Samples.Text("bench.run.id", run), Samples.Text("bench.cell.id", "sweep/agent/vendor/model/category/task") },
    };

    /// <summary>A resource that says no run.</summary>
    public static Resource Loose(params KeyValue[] attributes) => new() { Attributes = { attributes } };

    /// <summary>One span of a trace of its own.</summary>
    public static ExportTraceServiceRequest Traced(Resource resource, params KeyValue[] attributes) => Traced(resource, Samples.Id(16), attributes);

    public static ExportTraceServiceRequest Traced(Resource resource, ByteString trace, params KeyValue[] attributes)
    {
        Span span = Samples.Span(trace, "work");
        span.Attributes.AddRange(attributes);
        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { new ScopeSpans { Spans = { span } } } } } };
    }

    /// <summary>A model call as a log record without a trace.</summary>
    public static ExportLogsServiceRequest Call(Resource resource, long tokens, params KeyValue[] attributes) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = resource,
                ScopeLogs =
                {
                    new ScopeLogs
                    {
                        LogRecords =
                        {
                            new LogRecord
                            {
                                EventName = "gen_ai.client.inference.operation.details",
                                TimeUnixNano = Samples.Start + (ulong)tokens,
                                Attributes =
                                {
                                    attributes.Append(Samples.Text("gen_ai.operation.name", "chat"))
                                        .Append(Samples.Text("gen_ai.response.id", "call-" + tokens.ToString(CultureInfo.InvariantCulture)))
                                        .Append(Samples.Number("gen_ai.usage.input_tokens", tokens)),
                                },
                            },
                        },
                    },
                },
            },
        },
    };
}
