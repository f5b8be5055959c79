using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>All runs of cells with their scores, in the order of <see cref="RunsOfCells"/>.</summary>
/// <param name="CellIds">The cells.</param>
/// <param name="Limit">Most runs.</param>
internal sealed record DocumentsOfCells(IReadOnlyCollection<string> CellIds, int Limit) : Question<RunDocument>
{
    private const string Sql = $$"""
        SELECT
          Run, Scores
        {{RunsOfCells.FromCells}}
        """;

    internal override QueryText<RunDocument> ToQuery() =>
        new(Sql, RunsOfCells.Values(CellIds, Limit), row => new RunDocument(RunDocument.ReadRun(row.Text()), RunDocument.ReadScores(row.Text())));
}
