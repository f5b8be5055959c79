namespace Tracing.Storage.Rows;

/// <summary>A span as it came. Times are nanoseconds since 1970, ids lowercase hex.</summary>
public sealed record SpanRow
{
    /// <summary>The trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span.</summary>
    public required string SpanId { get; init; }

    /// <summary>Its parent; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>W3C trace state.</summary>
    public required string TraceState { get; init; }

    /// <summary>The operation.</summary>
    public required string Name { get; init; }

    /// <summary><c>Unspecified</c>, <c>Internal</c>, <c>Server</c>, <c>Client</c>, <c>Producer</c> or <c>Consumer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The resource's service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Start.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Duration in nanoseconds.</summary>
    public required ulong DurationNano { get; init; }

    /// <summary><c>Unset</c>, <c>Ok</c> or <c>Error</c>.</summary>
    public required string StatusCode { get; init; }

    /// <summary>What the status says.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>The instrumentation scope.</summary>
    public required string ScopeName { get; init; }

    /// <summary>Its version.</summary>
    public required string ScopeVersion { get; init; }

    /// <summary>The run it belongs to; empty where it is bound to none.</summary>
    public required string RunId { get; init; }

    /// <summary>Trace flags and the remote-parent bits, as they came.</summary>
    public required uint Flags { get; init; }

    /// <summary>Arrival at the collector.</summary>
    public required long IngestedAtUnixNano { get; init; }

    /// <summary>The resource's attributes.</summary>
    public required IReadOnlyList<AttributeValue> ResourceAttributes { get; init; }

    /// <summary>The span's attributes.</summary>
    public required IReadOnlyList<AttributeValue> Attributes { get; init; }

    /// <summary>The span's events.</summary>
    public required IReadOnlyList<SpanEventRow> Events { get; init; }

    /// <summary>The span's links.</summary>
    public required IReadOnlyList<SpanLinkRow> Links { get; init; }
}

/// <summary>An event of a span.</summary>
/// <param name="TimeUnixNano">When, nanoseconds since 1970.</param>
/// <param name="Name">What.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record SpanEventRow(long TimeUnixNano, string Name, IReadOnlyList<AttributeValue> Attributes);

/// <summary>A link of a span to another.</summary>
/// <param name="TraceId">The other's trace.</param>
/// <param name="SpanId">The other span.</param>
/// <param name="TraceState">W3C trace state.</param>
/// <param name="Attributes">The link's attributes.</param>
public sealed record SpanLinkRow(string TraceId, string SpanId, string TraceState, IReadOnlyList<AttributeValue> Attributes);
