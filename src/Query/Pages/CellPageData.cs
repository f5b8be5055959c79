using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages;

/// <summary>What a cell's page shows.</summary>
/// <param name="Top">What is known of the cell.</param>
/// <param name="Facts">What is known of the run that is shown.</param>
public sealed record CellPageData(CellPageTop Top, RunFacts Facts)
{
    /// <summary>The cell.</summary>
    public CellRow Cell => Top.Cell;

    /// <summary>All its runs, by trial, newest first.</summary>
    public IReadOnlyList<RunRow> Runs => Top.Runs;

    /// <summary>The run that is shown.</summary>
    public RunRow Run => Top.Run;

    /// <summary>The axes over the runs that count.</summary>
    public IReadOnlyList<AxisEstimate> Axes => Top.Axes;

    /// <summary>Cells of the sweep that differ from it in one part alone.</summary>
    public required IReadOnlyDictionary<CellRelation, IReadOnlyList<CellRow>> Related { get; init; }
}

/// <summary>What is known of a run.</summary>
public sealed record RunFacts
{
    /// <summary>Calls of models.</summary>
    public required IReadOnlyList<ModelCallRow> ModelCalls { get; init; }

    /// <summary>Uses of tools.</summary>
    public required IReadOnlyList<ToolCallRow> ToolCalls { get; init; }

    /// <summary>Spans by start, the first of them.</summary>
    public required IReadOnlyList<SpanView> Spans { get; init; }

    /// <summary>Changes to files.</summary>
    public required IReadOnlyList<FileChangeRow> Changes { get; init; }

    /// <summary>Log records by time, the first of them.</summary>
    public required IReadOnlyList<LogRow> Logs { get; init; }

    /// <summary>What it left behind.</summary>
    public required IReadOnlyList<ArtifactRow> Artifacts { get; init; }

    /// <summary>The words of its container's command as a JSON list; null where not recorded.</summary>
    public required string? Command { get; init; }
}
