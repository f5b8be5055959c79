using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A cell with everything that is told of its runs one by one.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Runs">All its runs, as <see cref="RunsOfCells"/> gives them.</param>
/// <param name="Scores">All their scores, as <see cref="ScoresOfRuns"/> gives them.</param>
public sealed record WholeCell(CellRow Cell, IReadOnlyList<RunRow> Runs, IReadOnlyList<AxisScoreRow> Scores);

/// <summary>
/// A cell, its runs and their scores in one go: the runs are read once and the cell is told from them, and the scores are found by
/// the cell and not by runs that would have to be known first. Empty where the cell has no run, and where it has more than the
/// limit: then its parts are asked for one by one.
/// </summary>
/// <param name="Key">The cell.</param>
/// <param name="Limit">As many runs, or scores, are too many.</param>
public sealed record WholeCellOf(CellId Key, int Limit) : SteppedQuestion<WholeCell>
{
    internal override async Task<IReadOnlyList<WholeCell>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken)
    {
        var asked = new ScoresOfCell(Key, Limit);
        Task<IReadOnlyList<RunRow>> runsRead = reads.AskAsync(new RunsOfCells([Key.ToString()], Limit), cancellationToken);
        Task<IReadOnlyList<AxisScoreRow>> scoresRead = reads.AskAsync(asked, cancellationToken);
        await Task.WhenAll(runsRead, scoresRead);
        IReadOnlyList<RunRow> runs = await runsRead;
        List<AxisScoreRow> scores = Present(runs, await scoresRead);
        if (!AreOf(scores, runs))
        {
            // A reading was stored between the two. It brings its scores before its run, so what is asked for now has them.
            scores = Present(runs, await reads.AskAsync(asked, cancellationToken));
        }

        return runs.Count == 0 || runs.Count >= Limit || scores.Count >= Limit ? [] : [new WholeCell(CellRow.Of(runs), runs, scores)];
    }

    // The rule of RunChildren: rows of an older version belong to an earlier reading.
    private static List<AxisScoreRow> Present(IReadOnlyList<RunRow> runs, IReadOnlyList<AxisScoreRow> scores)
    {
        var versions = runs.ToDictionary(run => run.RunId, run => run.Version, StringComparer.Ordinal);
        return [.. scores.Where(score => versions.TryGetValue(score.RunId, out ulong version) && score.Version >= version)];
    }

    private static bool AreOf(List<AxisScoreRow> scores, IReadOnlyList<RunRow> runs)
    {
        var scored = scores.Select(score => (score.RunId, score.Axis)).ToHashSet();
        return runs.All(run => run.ScoredAxes.All(axis => scored.Contains((run.RunId, axis))));
    }
}
