namespace Tracing.Storage.Rows;

/// <summary>A log record as it came. Times are nanoseconds since 1970, ids lowercase hex.</summary>
public sealed record LogRow
{
    /// <summary>Its time; the observed time where it has none.</summary>
    public required long TimeUnixNano { get; init; }

    /// <summary>When it was observed; 0 where not told.</summary>
    public required long ObservedUnixNano { get; init; }

    /// <summary>The trace; may be empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span; may be empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>W3C trace flags.</summary>
    public required byte TraceFlags { get; init; }

    /// <summary>Severity as the source calls it.</summary>
    public required string SeverityText { get; init; }

    /// <summary>Severity, 0 to 24.</summary>
    public required byte SeverityNumber { get; init; }

    /// <summary>The resource's service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The body: a string as it is, everything else as text by its type.</summary>
    public required string Body { get; init; }

    /// <summary>Type of the body.</summary>
    public required AttributeType BodyType { get; init; }

    /// <summary>Name of the event; empty for a plain record.</summary>
    public required string EventName { get; init; }

    /// <summary>The instrumentation scope.</summary>
    public required string ScopeName { get; init; }

    /// <summary>Its version.</summary>
    public required string ScopeVersion { get; init; }

    /// <summary>The run it belongs to; empty where it is bound to none.</summary>
    public required string RunId { get; init; }

    /// <summary>Identity of the record: hash of its request and its place in it.</summary>
    public required UInt128 RowId { get; init; }

    /// <summary>Arrival at the collector.</summary>
    public required long IngestedAtUnixNano { get; init; }

    /// <summary>The resource's attributes.</summary>
    public required IReadOnlyList<AttributeValue> ResourceAttributes { get; init; }

    /// <summary>The scope's attributes.</summary>
    public required IReadOnlyList<AttributeValue> ScopeAttributes { get; init; }

    /// <summary>The record's attributes.</summary>
    public required IReadOnlyList<AttributeValue> Attributes { get; init; }
}
