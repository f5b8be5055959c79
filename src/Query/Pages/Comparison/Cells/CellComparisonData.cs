using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>What the page of two cells shows.</summary>
/// <param name="A">A.</param>
/// <param name="B">B.</param>
public sealed record CellComparisonData(ComparedRun A, ComparedRun B)
{
    /// <summary>The axes, each as one pair.</summary>
    public required IReadOnlyList<PairedComparisonView> Axes { get; init; }

    /// <summary>Whether both are runs of one cell: then the axes are those of the two runs.</summary>
    public required bool OneCell { get; init; }

    /// <summary>Tool calls of both, aligned.</summary>
    public required IReadOnlyList<ToolCallPair> ToolCalls { get; init; }

    /// <summary>Model calls of both, by their places.</summary>
    public required IReadOnlyList<ModelCallPair> ModelCalls { get; init; }

    /// <summary>Where the runs part ways.</summary>
    public required PartingOfWays Parting { get; init; }

    /// <summary>The same comparison, sides exchanged; both sweeps and trials are named.</summary>
    public ComparedCells Swapped => new(B.Side, A.Side);
}

/// <summary>A side: its cell, the run that is shown, and what of the run is compared.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Runs">All its runs.</param>
/// <param name="Run">The run that is shown.</param>
public sealed record ComparedRun(CellRow Cell, IReadOnlyList<RunRow> Runs, RunRow Run)
{
    /// <summary>Calls of tools, the first of them.</summary>
    public required IReadOnlyList<ToolCallRow> ToolCalls { get; init; }

    /// <summary>Calls of models, the first of them.</summary>
    public required IReadOnlyList<ModelCallRow> ModelCalls { get; init; }

    /// <summary>Changes to files.</summary>
    public required IReadOnlyList<FileChangeRow> Changes { get; init; }

    /// <summary>Spans that say what the run did, by start: those of the vocabulary's kinds, and those that failed.</summary>
    public required IReadOnlyList<(TimelineSpanRow Row, string? Kind)> Spans { get; init; }

    /// <summary>The side as an address names it, sweep and trial included.</summary>
    public ComparedCell Side => ComparedCell.Of(Cell, Run.Trial);
}
