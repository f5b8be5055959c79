using Tracing.Dialects.Records;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>Stored rows as the dialects' records. Spans of one resource share its attribute set.</summary>
internal sealed class RecordMapping
{
    private IReadOnlyList<AttributeValue>? _lastResource;
    private AttributeSet _lastResourceSet = AttributeSet.Empty;

    public SpanRecord Span(SpanRow row) => new()
    {
        TraceId = row.TraceId,
        SpanId = row.SpanId,
        ParentSpanId = row.ParentSpanId,
        Name = row.Name,
        StartUnixNano = row.StartUnixNano,
        DurationNano = row.DurationNano,
        StatusCode = row.StatusCode,
        StatusMessage = row.StatusMessage,
        Attributes = Set(row.Attributes),
        Resource = Resource(row.ResourceAttributes),
        Events = [.. row.Events.Select(e => new EventRecord(e.TimeUnixNano, e.Name, Set(e.Attributes)))],
    };

    public LogRecord Log(LogRow row) => new()
    {
        UnixNano = row.TimeUnixNano,
        TraceId = row.TraceId,
        SpanId = row.SpanId,
        EventName = row.EventName,
        Body = row.Body,
        Attributes = Set(row.Attributes),
        Resource = Resource(row.ResourceAttributes),
    };

    private AttributeSet Resource(IReadOnlyList<AttributeValue> attributes)
    {
        if (_lastResource is null || !_lastResource.SequenceEqual(attributes))
        {
            _lastResource = attributes;
            _lastResourceSet = Set(attributes);
        }

        return _lastResourceSet;
    }

    private static AttributeSet Set(IReadOnlyList<AttributeValue> attributes) =>
        new([.. attributes.Select(a => new RecordAttribute(a.Key, a.Value, (char)a.Type))]);
}
