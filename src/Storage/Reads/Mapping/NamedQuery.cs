using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>Asks for the distinct values of a part of cells.</summary>
internal static class NamedQuery
{
    /// <summary>The query; expressions are ours.</summary>
    public static QueryText<NamedRow> Of(string name, string detail, CellFilter filter, int limit)
    {
        Conditions conditions = filter.ToConditions();
        conditions.Values.UInt32("limit", (uint)limit);
        string sql = $$"""
            SELECT {{name}} AS Name, argMaxIf({{detail}}, ifNull(toUnixTimestamp64Nano(StartedAt), 0), {{detail}} IS NOT NULL)
            FROM runs FINAL
            WHERE {{conditions.Text}}
            GROUP BY Name
            ORDER BY Name
            LIMIT {limit:UInt32}
            """;
        return new QueryText<NamedRow>(sql, conditions.Values, row => new NamedRow(row.Text(), row.TextOrNull()));
    }
}
