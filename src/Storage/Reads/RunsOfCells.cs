using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>All runs of cells: by cell, trial, then newest first, so that the first that ended by itself or by its time counts.</summary>
/// <param name="CellIds">The cells.</param>
/// <param name="Limit">Most runs.</param>
public sealed record RunsOfCells(IReadOnlyCollection<string> CellIds, int Limit = 10_000) : Question<RunRow>
{
    /// <summary>Where the runs of cells are, in their order; the values are <see cref="Values"/>.</summary>
    internal const string FromCells = """
        FROM run_documents FINAL
        WHERE CellId IN {cells:Array(String)}
        ORDER BY CellId, Trial, Start DESC, RunId DESC
        LIMIT {limit:UInt32}
        """;

    private const string Sql = $$"""
        SELECT
          Run
        {{FromCells}}
        """;

    internal override QueryText<RunRow> ToQuery() => new(Sql, Values(CellIds, Limit), row => RunDocument.ReadRun(row.Text()));

    internal static Parameters Values(IReadOnlyCollection<string> cellIds, int limit) =>
        new Parameters().Strings("cells", CellParts.Of(cellIds).Select(cell => cell.ToString())).UInt32("limit", (uint)limit);
}
