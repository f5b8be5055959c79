using System.Globalization;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Dialects.Records;
using LogRecord = Tracing.Dialects.Records.LogRecord;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>A made run's messages as the records that dialects read: what reading them back from the store gives.</summary>
internal static class MadeRecords
{
    public static RunRecords Of(string runId, ResourceSpans spans, ResourceLogs logs)
    {
        AttributeSet resource = Set(spans.Resource.Attributes);
        return new RunRecords(
            runId,
            [.. spans.ScopeSpans[0].Spans.Select(span => Of(span, resource)).OrderBy(span => span.StartUnixNano)],
            [.. logs.ScopeLogs[0].LogRecords.Select(log => Of(log, resource))]);
    }

    private static SpanRecord Of(Span span, AttributeSet resource) => new()
    {
        TraceId = Convert.ToHexStringLower(span.TraceId.Span),
        SpanId = Convert.ToHexStringLower(span.SpanId.Span),
        ParentSpanId = Convert.ToHexStringLower(span.ParentSpanId.Span),
        Name = span.Name,
        StartUnixNano = (long)span.StartTimeUnixNano,
        DurationNano = span.EndTimeUnixNano - span.StartTimeUnixNano,
        StatusCode = span.Status is null ? "Unset" : "Error",
        StatusMessage = span.Status?.Message ?? "",
        Attributes = Set(span.Attributes),
        Resource = resource,
    };

    private static LogRecord Of(OpenTelemetry.Proto.Logs.V1.LogRecord log, AttributeSet resource) => new()
    {
        UnixNano = (long)log.TimeUnixNano,
        TraceId = "",
        SpanId = "",
        EventName = log.EventName,
        Body = log.Body?.StringValue ?? "",
        Attributes = Set(log.Attributes),
        Resource = resource,
    };

    private static AttributeSet Set(RepeatedField<KeyValue> attributes) => new([.. attributes.Select(Of)]);

    private static RecordAttribute Of(KeyValue attribute) => attribute.Value.ValueCase switch
    {
        AnyValue.ValueOneofCase.IntValue => new(attribute.Key, attribute.Value.IntValue.ToString(CultureInfo.InvariantCulture), 'i'),
        AnyValue.ValueOneofCase.DoubleValue => new(attribute.Key, attribute.Value.DoubleValue.ToString("R", CultureInfo.InvariantCulture), 'd'),
        AnyValue.ValueOneofCase.BoolValue => new(attribute.Key, attribute.Value.BoolValue ? "true" : "false", 'b'),
        _ => new(attribute.Key, attribute.Value.StringValue, 's'),
    };
}
