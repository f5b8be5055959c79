using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>All runs of cells: by cell, trial, then newest first, so that the first that ended by itself or by its time counts.</summary>
/// <param name="CellIds">The cells.</param>
/// <param name="Limit">Most runs.</param>
public sealed record RunsOfCells(IReadOnlyCollection<string> CellIds, int Limit = 10_000) : Question<RunRow>
{
    private const string Sql = $$"""
        SELECT
          {{RunMapping.Columns}}
        FROM runs FINAL
        WHERE {{CellParts.OneOf}}
        ORDER BY CellId, Trial, ifNull(toUnixTimestamp64Nano(StartedAt), 0) DESC, RunId DESC
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<RunRow> ToQuery() =>
        new(Sql, CellParts.Add(new Parameters(), CellParts.Of(CellIds)).UInt32("limit", (uint)Limit), RunMapping.Read);
}
