using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages;

/// <summary>What of a cell's page is known as soon as the cell is: all but the records of the run that is shown.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Runs">All its runs, by trial, newest first.</param>
/// <param name="Run">The run that is shown.</param>
/// <param name="Axes">The axes over the runs that count.</param>
/// <param name="Scores">Every score of the run.</param>
public sealed record CellPageTop(CellRow Cell, IReadOnlyList<RunRow> Runs, RunRow Run, IReadOnlyList<AxisEstimate> Axes, IReadOnlyList<AxisScoreRow> Scores);
