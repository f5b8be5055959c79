using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Query.RunData;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>Reads what the page of two cells shows.</summary>
public sealed class CellComparisonReader
{
    /// <summary>Most calls of a side that are compared: aligning two such sequences takes a fraction of a second.</summary>
    public const int MaxCalls = 5_000;

    private const int MaxChanges = 1_000;
    private const int MaxSpans = 2_000;

    private readonly StoreAnswers _answers;
    private readonly CellPageReader _cells;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="cells">Reads cells.</param>
    public CellComparisonReader(StoreAnswers answers, CellPageReader cells)
    {
        _answers = answers;
        _cells = cells;
    }

    /// <summary>Reads both cells and the chosen run of each.</summary>
    /// <param name="asked">Which.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such cell or trial, or the store does not answer.</exception>
    /// <exception cref="UnclearRequestException">Both sides turn out to be one run.</exception>
    public async Task<CellComparisonData> ReadAsync(ComparedCells asked, CancellationToken cancellation)
    {
        (WholeCell wholeA, RunRow runA) = await _cells.ChosenAsync(asked.A.Address, asked.A.Sweep, asked.A.Trial, cancellation);
        (WholeCell wholeB, RunRow runB) = await _cells.ChosenAsync(asked.B.Address, asked.B.Sweep, asked.B.Trial, cancellation);
        if (runA.RunId == runB.RunId)
        {
            throw new UnclearRequestException("Both sides are the same run. Choose another trial by trialA or trialB.");
        }

        ComparedRun a = await RunAsync(wholeA, runA, cancellation);
        ComparedRun b = await RunAsync(wholeB, runB, cancellation);
        bool oneCell = wholeA.Cell.CellId == wholeB.Cell.CellId;
        IReadOnlyList<ToolCallPair> tools = ToolCallPair.Align(a.ToolCalls, b.ToolCalls);
        IReadOnlyList<ModelCallPair> models = ModelCallPair.SideBySide(a.ModelCalls, b.ModelCalls);
        return new CellComparisonData(a, b)
        {
            Axes = oneCell ? Pair(OfRun(wholeA, runA), OfRun(wholeB, runB)) : Pair(CellPageReader.Axes(wholeA), CellPageReader.Axes(wholeB)),
            OneCell = oneCell,
            ToolCalls = tools,
            ModelCalls = models,
            Parting = PartingOfWays.Of(tools, models, runA.StartedAt, runB.StartedAt),
        };
    }

    private async Task<ComparedRun> RunAsync(WholeCell whole, RunRow run, CancellationToken cancellation)
    {
        IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans = await new TimelineReader(_answers).ReadAsync(run.RunId, cancellation, MaxSpans);
        return new ComparedRun(whole.Cell, whole.Runs, run)
        {
            ToolCalls = await _answers.AskAsync(new ToolCallsOfRuns([run.RunId], MaxCalls), cancellation),
            ModelCalls = await _answers.AskAsync(new ModelCallsOfRuns([run.RunId], MaxCalls), cancellation),
            Changes = await _answers.AskAsync(new FileChangesOfRuns([run.RunId], MaxChanges), cancellation),
            Spans = [.. spans.Where(span => span.Kind is not null || span.Row.Failed)],
        };
    }

    private static IReadOnlyList<AxisEstimate> OfRun(WholeCell whole, RunRow run) => CellAxes.Of(
        [run.RunId],
        new Dictionary<string, IReadOnlyList<AxisScoreRow>>(StringComparer.Ordinal) { [run.RunId] = [.. whole.Scores.Where(score => score.RunId == run.RunId)] });

    // A cell is one task, so two cells are one pair of each axis.
    private static IReadOnlyList<PairedComparisonView> Pair(IReadOnlyList<AxisEstimate> a, IReadOnlyList<AxisEstimate> b)
    {
        Dictionary<string, AxisEstimate> others = b.ToDictionary(estimate => estimate.Axis, StringComparer.Ordinal);
        return
        [
            .. a.Select(estimate => estimate.Axis).Union(b.Select(estimate => estimate.Axis), StringComparer.Ordinal).Select(axis => Pair(
                a.FirstOrDefault(estimate => estimate.Axis == axis) ?? AxisEstimate.Of(axis, []),
                others.GetValueOrDefault(axis) ?? AxisEstimate.Of(axis, []))),
        ];
    }

    private static PairedComparisonView Pair(AxisEstimate a, AxisEstimate b) => new(
        a,
        b,
        a.Summary is { } valueA && b.Summary is { } valueB ? new Pairing([new Pair([], "", valueA, valueB)], 0, 0, 0) : new Pairing([], 0, 0, 1));
}
