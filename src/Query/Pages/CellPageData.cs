using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages;

/// <summary>What a cell's page shows.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Runs">All its runs, by trial, newest first.</param>
/// <param name="Run">The run that is shown.</param>
/// <param name="Axes">The axes over the runs that count.</param>
/// <param name="Facts">What is known of the run that is shown.</param>
public sealed record CellPageData(CellRow Cell, IReadOnlyList<RunRow> Runs, RunRow Run, IReadOnlyList<AxisEstimate> Axes, RunFacts Facts);

/// <summary>What is known of a run.</summary>
/// <param name="Scores">Every score.</param>
/// <param name="ModelCalls">Calls of models.</param>
/// <param name="ToolCalls">Uses of tools.</param>
/// <param name="Spans">Spans by start, the first of them.</param>
/// <param name="Artifacts">What it left behind.</param>
public sealed record RunFacts(
    IReadOnlyList<AxisScoreRow> Scores,
    IReadOnlyList<ModelCallRow> ModelCalls,
    IReadOnlyList<ToolCallRow> ToolCalls,
    IReadOnlyList<SpanView> Spans,
    IReadOnlyList<ArtifactRow> Artifacts);
