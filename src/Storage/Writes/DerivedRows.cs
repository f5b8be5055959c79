using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>
/// What Interpret read from the records of some runs. Every row of a run carries the run's version; a run whose reading has
/// fewer rows than the one before leaves the old ones behind, and readers pass them over by their version.
/// </summary>
public sealed record DerivedRows
{
    /// <summary>The runs.</summary>
    public IReadOnlyCollection<RunRow> Runs { get; init; } = [];

    /// <summary>Their calls of a model.</summary>
    public IReadOnlyCollection<ModelCallRow> ModelCalls { get; init; } = [];

    /// <summary>Their calls of a tool.</summary>
    public IReadOnlyCollection<ToolCallRow> ToolCalls { get; init; } = [];

    /// <summary>Their scores.</summary>
    public IReadOnlyCollection<AxisScoreRow> AxisScores { get; init; } = [];

    /// <summary>Their artifacts.</summary>
    public IReadOnlyCollection<ArtifactRow> Artifacts { get; init; } = [];

    /// <summary>Traces that were found to belong to a run.</summary>
    public IReadOnlyCollection<RunTraceRow> RunTraces { get; init; } = [];

    /// <summary>Kinds given to spans.</summary>
    public IReadOnlyCollection<SpanKindRow> SpanKinds { get; init; } = [];
}
