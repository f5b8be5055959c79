namespace Tracing.Dialects.Records;

/// <summary>A span as it is stored.</summary>
public sealed record SpanRecord
{
    /// <summary>32 lowercase hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lowercase hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 lowercase hex digits, or empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Start, nanoseconds since 1970.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Duration, nanoseconds.</summary>
    public required ulong DurationNano { get; init; }

    /// <summary><c>Unset</c>, <c>Ok</c> or <c>Error</c>.</summary>
    public required string StatusCode { get; init; }

    /// <summary>The status message; may be empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>Attributes of the span.</summary>
    public required AttributeSet Attributes { get; init; }

    /// <summary>Attributes of its resource.</summary>
    public required AttributeSet Resource { get; init; }

    /// <summary>Events in their stored order.</summary>
    public IReadOnlyList<EventRecord> Events { get; init; } = [];

    /// <summary>End, nanoseconds since 1970.</summary>
    public long EndUnixNano => StartUnixNano + (long)DurationNano;

    /// <summary>Duration, milliseconds.</summary>
    public double DurationMs => DurationNano / 1e6;

    /// <summary>Whether the span's status is an error.</summary>
    public bool IsError => string.Equals(StatusCode, "Error", StringComparison.Ordinal);
}
