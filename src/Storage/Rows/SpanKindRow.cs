namespace Tracing.Storage.Rows;

/// <summary>The kind that a dialect gave to a span which does not name its kind itself.</summary>
public sealed record SpanKindRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>See <see cref="RunVersion"/>.</summary>
    public required ulong Version { get; init; }

    /// <summary>The trace, lowercase hex.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span, lowercase hex.</summary>
    public required string SpanId { get; init; }

    /// <summary>One of <see cref="Vocabulary.BenchSpanKinds"/>.</summary>
    public required string Kind { get; init; }
}
