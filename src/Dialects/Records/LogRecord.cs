namespace Tracing.Dialects.Records;

/// <summary>A log record as it is stored.</summary>
public sealed record LogRecord
{
    /// <summary>Time, nanoseconds since 1970.</summary>
    public required long UnixNano { get; init; }

    /// <summary>32 lowercase hex digits, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lowercase hex digits, or empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>The event's name, or empty.</summary>
    public required string EventName { get; init; }

    /// <summary>The body as text.</summary>
    public required string Body { get; init; }

    /// <summary>Attributes of the record.</summary>
    public required AttributeSet Attributes { get; init; }

    /// <summary>Attributes of its resource.</summary>
    public required AttributeSet Resource { get; init; }
}
