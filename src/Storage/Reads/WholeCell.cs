using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A cell with everything that is told of its runs one by one.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Runs">All its runs, as <see cref="RunsOfCells"/> gives them.</param>
/// <param name="Scores">All their scores, by run.</param>
public sealed record WholeCell(CellRow Cell, IReadOnlyList<RunRow> Runs, IReadOnlyList<AxisScoreRow> Scores);

/// <summary>
/// A cell, its runs and their scores in one read. Empty where the cell has no run, and where it has more than the limit: then its
/// parts are asked for one by one.
/// </summary>
/// <param name="Key">The cell.</param>
/// <param name="Limit">As many runs, or scores, are too many.</param>
public sealed record WholeCellOf(CellId Key, int Limit) : SteppedQuestion<WholeCell>
{
    internal override async Task<IReadOnlyList<WholeCell>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunDocument> documents = await reads.AskAsync(new DocumentsOfCells([Key.ToString()], Limit), cancellationToken);
        RunRow[] runs = [.. documents.Select(document => document.Run)];
        AxisScoreRow[] scores = [.. documents.SelectMany(document => document.Scores)];
        return runs.Length == 0 || runs.Length >= Limit || scores.Length >= Limit ? [] : [new WholeCell(CellRow.Of(runs), runs, scores)];
    }
}
