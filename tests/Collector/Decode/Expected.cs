using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Tests.Decode;

/// <summary>What must be stored of a request, told from the generated types: slowly, and without a line of the decoder.</summary>
internal sealed class Expected
{
    private const ulong Earliest = 31_536_000_000_000_000;
    private readonly RequestContext context;
    private int ordinal;

    private Expected(in RequestContext context) => this.context = context;

    public List<Dictionary<string, string>> Spans { get; } = [];

    public List<Dictionary<string, string>> Logs { get; } = [];

    public int Rejected { get; private set; }

    public static Expected Of(ExportTraceServiceRequest request, in RequestContext context)
    {
        var expected = new Expected(in context);
        foreach (ResourceSpans resource in request.ResourceSpans)
        {
            foreach (ScopeSpans scope in resource.ScopeSpans)
            {
                foreach (Span span in scope.Spans)
                {
                    expected.Add(resource.Resource, scope.Scope, span);
                }
            }
        }

        return expected;
    }

    public static Expected Of(ExportLogsServiceRequest request, in RequestContext context)
    {
        var expected = new Expected(in context);
        foreach (ResourceLogs resource in request.ResourceLogs)
        {
            foreach (ScopeLogs scope in resource.ScopeLogs)
            {
                foreach (LogRecord log in scope.LogRecords)
                {
                    expected.Add(resource, scope, log);
                    expected.ordinal++;
                }
            }
        }

        return expected;
    }

    private void Add(Resource? resource, InstrumentationScope? scope, Span span)
    {
        bool stored = IsId(span.TraceId, 16) && IsId(span.SpanId, 8) && span.ParentSpanId.Length is 0 or 8 &&
            span.StartTimeUnixNano is >= Earliest and <= long.MaxValue && span.EndTimeUnixNano <= long.MaxValue &&
            span.Events.All(e => e.TimeUnixNano <= long.MaxValue && !ExpectedValue.TooDeep(e.Attributes)) &&
            span.Links.All(l => l.TraceId.Length is 0 or 16 && l.SpanId.Length is 0 or 8 && !ExpectedValue.TooDeep(l.Attributes)) &&
            !ExpectedValue.TooDeep(span.Attributes) && !ExpectedValue.TooDeep(Attributes(resource));
        if (!stored)
        {
            Rejected++;
            return;
        }

        Spans.Add(new Dictionary<string, string>
        {
            ["Timestamp"] = Show.Number(span.StartTimeUnixNano),
            ["TraceId"] = Show.Text(ExpectedValue.Hex(span.TraceId)),
            ["SpanId"] = Show.Text(ExpectedValue.Hex(span.SpanId)),
            ["ParentSpanId"] = Show.Text(span.ParentSpanId.All(b => b == 0) ? string.Empty : ExpectedValue.Hex(span.ParentSpanId)),
            ["TraceState"] = Show.Text(span.TraceState),
            ["SpanName"] = Show.Text(span.Name),
            ["SpanKind"] = Show.Text(Enum.IsDefined(span.Kind) ? span.Kind.ToString() : "Unspecified"),
            ["ServiceName"] = Show.Text(Service(resource)),
            ["ResourceAttributes"] = Map(Attributes(resource)),
            ["ScopeName"] = Show.Text(scope?.Name ?? string.Empty),
            ["ScopeVersion"] = Show.Text(scope?.Version ?? string.Empty),
            ["SpanAttributes"] = Map(span.Attributes),
            ["Duration"] = Show.Number(span.EndTimeUnixNano < span.StartTimeUnixNano ? 0 : span.EndTimeUnixNano - span.StartTimeUnixNano),
            ["StatusCode"] = Show.Text(span.Status is { } status && Enum.IsDefined(status.Code) ? status.Code.ToString() : "Unset"),
            ["StatusMessage"] = Show.Text(span.Status?.Message ?? string.Empty),
            ["Events.Timestamp"] = Show.List(span.Events.Select(e => Show.Number(e.TimeUnixNano))),
            ["Events.Name"] = Show.List(span.Events.Select(e => Show.Text(e.Name))),
            ["Events.Attributes"] = Show.List(span.Events.Select(e => Map(e.Attributes))),
            ["Links.TraceId"] = Show.List(span.Links.Select(l => Show.Text(ExpectedValue.Hex(l.TraceId)))),
            ["Links.SpanId"] = Show.List(span.Links.Select(l => Show.Text(ExpectedValue.Hex(l.SpanId)))),
            ["Links.TraceState"] = Show.List(span.Links.Select(l => Show.Text(l.TraceState))),
            ["Links.Attributes"] = Show.List(span.Links.Select(l => Map(l.Attributes))),
            ["RunId"] = Show.Text(context.RunBinding ?? string.Empty),
            ["ResourceAttributeTypes"] = Show.Text(ExpectedValue.Types(Attributes(resource))),
            ["SpanAttributeTypes"] = Show.Text(ExpectedValue.Types(span.Attributes)),
            ["EventAttributeTypes"] = Show.List(span.Events.Select(e => Show.Text(ExpectedValue.Types(e.Attributes)))),
            ["LinkAttributeTypes"] = Show.List(span.Links.Select(l => Show.Text(ExpectedValue.Types(l.Attributes)))),
            ["Flags"] = Show.Number(span.Flags),
            ["IngestedAt"] = Show.Number(context.ArrivalUnixNano),
            ["Batch"] = Show.Number(Decoding.Batch),
        });
    }

    private void Add(ResourceLogs resource, ScopeLogs scope, LogRecord log)
    {
        ulong observed = log.ObservedTimeUnixNano == 0 ? (ulong)context.ArrivalUnixNano : log.ObservedTimeUnixNano;
        ulong time = log.TimeUnixNano == 0 ? observed : log.TimeUnixNano;
        RepeatedField<KeyValue> scopeAttributes = scope.Scope?.Attributes ?? [];
        bool stored = log.TraceId.Length is 0 or 16 && log.SpanId.Length is 0 or 8 &&
            time is >= Earliest and <= long.MaxValue && observed <= long.MaxValue &&
            !ExpectedValue.TooDeep(log.Attributes) && !ExpectedValue.TooDeep(Attributes(resource.Resource)) &&
            !ExpectedValue.TooDeep(scopeAttributes) && ExpectedValue.Depth(log.Body) <= ExpectedValue.MaxDepth;
        if (!stored)
        {
            Rejected++;
            return;
        }

        Logs.Add(new Dictionary<string, string>
        {
            ["Timestamp"] = Show.Number(time),
            ["TraceId"] = Show.Text(log.TraceId.All(b => b == 0) ? string.Empty : ExpectedValue.Hex(log.TraceId)),
            ["SpanId"] = Show.Text(log.SpanId.All(b => b == 0) ? string.Empty : ExpectedValue.Hex(log.SpanId)),
            ["TraceFlags"] = Show.Number(log.Flags & 0xff),
            ["SeverityText"] = Show.Text(log.SeverityText),
            ["SeverityNumber"] = Show.Number((int)log.SeverityNumber is >= 0 and <= 255 ? (int)log.SeverityNumber : 0),
            ["ServiceName"] = Show.Text(Service(resource.Resource)),
            ["Body"] = Show.Text(ExpectedValue.Text(log.Body)),
            ["ResourceSchemaUrl"] = Show.Text(resource.SchemaUrl),
            ["ResourceAttributes"] = Map(Attributes(resource.Resource)),
            ["ScopeSchemaUrl"] = Show.Text(scope.SchemaUrl),
            ["ScopeName"] = Show.Text(scope.Scope?.Name ?? string.Empty),
            ["ScopeVersion"] = Show.Text(scope.Scope?.Version ?? string.Empty),
            ["ScopeAttributes"] = Map(scopeAttributes),
            ["LogAttributes"] = Map(log.Attributes),
            ["EventName"] = Show.Text(EventName(log)),
            ["RunId"] = Show.Text(context.RunBinding ?? string.Empty),
            ["ResourceAttributeTypes"] = Show.Text(ExpectedValue.Types(Attributes(resource.Resource))),
            ["ScopeAttributeTypes"] = Show.Text(ExpectedValue.Types(scopeAttributes)),
            ["LogAttributeTypes"] = Show.Text(ExpectedValue.Types(log.Attributes)),
            ["BodyType"] = Show.Text(ExpectedValue.Letter(log.Body).ToString(CultureInfo.InvariantCulture)),
            ["ObservedTimestamp"] = Show.Number(observed),
            ["IngestedAt"] = Show.Number(context.ArrivalUnixNano),
            ["RowId"] = Show.Number(context.RequestHash + (UInt128)ordinal),
            ["Batch"] = Show.Number(Decoding.Batch),
        });
    }

    private static string EventName(LogRecord log) => log.EventName.Length > 0
        ? log.EventName
        : log.Attributes.FirstOrDefault(pair => pair.Key == "event.name")?.Value is { ValueCase: AnyValue.ValueOneofCase.StringValue } value
            ? value.StringValue
            : string.Empty;

    private static RepeatedField<KeyValue> Attributes(Resource? resource) => resource?.Attributes ?? [];

    private static string Service(Resource? resource) =>
        ExpectedValue.Text(Attributes(resource).FirstOrDefault(pair => pair.Key == "service.name")?.Value);

    private static string Map(IEnumerable<KeyValue> attributes) => Show.Map(ExpectedValue.Pairs(attributes));

    private static bool IsId(ByteString id, int length) => id.Length == length && id.Any(b => b != 0);
}
