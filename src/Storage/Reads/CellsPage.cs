using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>A cell and the runs that count for it.</summary>
public sealed record CellRow
{
    /// <summary><c>sweep/agent/model/category/task</c>.</summary>
    public required string CellId { get; init; }

    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The task's category.</summary>
    public required string Category { get; init; }

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>All runs.</summary>
    public required ulong Runs { get; init; }

    /// <summary>Distinct trials.</summary>
    public required ulong Trials { get; init; }

    /// <summary>The run that counts for each trial that has one, by trial.</summary>
    public required IReadOnlyList<string> CountingRunIds { get; init; }

    /// <summary>Start of the newest run, nanoseconds since 1970; 0 where none told.</summary>
    public required long NewestUnixNano { get; init; }
}

/// <summary>In which order cells come.</summary>
public enum CellOrder
{
    /// <summary>By id.</summary>
    Id,

    /// <summary>Newest start first, then by id.</summary>
    Newest,
}

/// <summary>Place of a cell in a page.</summary>
/// <param name="NewestUnixNano">Start of its newest run.</param>
/// <param name="CellId">The cell.</param>
public sealed record CellKey(long NewestUnixNano, string CellId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static CellKey Of(CellRow row) => new(row.NewestUnixNano, row.CellId);
}

/// <summary>A page of cells.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Order">In which order.</param>
/// <param name="From">The page starts behind this place, in its direction; null starts at the end it walks from.</param>
/// <param name="Limit">Most cells.</param>
/// <param name="Backward">Walks the order backwards: the rows come from the last to the first.</param>
public sealed record CellsPage(
    CellFilter Filter, CellOrder Order = CellOrder.Id, CellKey? From = null, int Limit = 100, bool Backward = false)
    : Question<CellRow>
{
    internal override QueryText<CellRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        string having = From is null ? "" : "\nHAVING " + Behind();
        string sql = $$"""
            SELECT
              {{CellMapping.Columns}}
            FROM {{CountingRuns.Of(conditions.Text)}}
            GROUP BY CellId, Sweep, Agent, Model, Category, Task{{having}}
            ORDER BY {{Sorting()}}
            LIMIT {limit:UInt32}
            """;
        conditions.Values.UInt32("limit", (uint)Limit);
        if (From is not null)
        {
            conditions.Values.String("fromCell", From.CellId).Int64("fromNewest", From.NewestUnixNano);
        }

        return new QueryText<CellRow>(sql, conditions.Values, CellMapping.Read);
    }

    // Newest first and id upwards: the negative start makes both keys grow.
    private string Behind()
    {
        string sign = Backward ? "<" : ">";
        return Order == CellOrder.Id
            ? $"CellId {sign} {{fromCell:String}}"
            : $"(-Newest, CellId) {sign} (-{{fromNewest:Int64}}, {{fromCell:String}})";
    }

    private string Sorting()
    {
        string direction = Backward ? " DESC" : " ASC";
        return Order == CellOrder.Id ? "CellId" + direction : $"-Newest{direction}, CellId{direction}";
    }
}
