using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Which runs. Null: any.</summary>
public sealed record RunFilter : RunConditions
{
    /// <summary>Of which cells.</summary>
    public CellFilter Cells { get; init; } = new();

    internal Conditions ToConditions() => AddTo(Cells.ToConditions());
}

/// <summary>Place of a run in a page: newest start first.</summary>
/// <param name="StartUnixNano">Start, nanoseconds since 1970; 0 where not told.</param>
/// <param name="RunId">The run.</param>
public sealed record RunKey(long StartUnixNano, string RunId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static RunKey Of(RunRow row) => new(row.StartedAt ?? 0, row.RunId);
}

/// <summary>A page of runs, newest start first.</summary>
/// <param name="Filter">Which.</param>
/// <param name="After">Last run of the page before; null starts.</param>
/// <param name="Limit">Most runs.</param>
public sealed record RunsPage(RunFilter Filter, RunKey? After = null, int Limit = 100) : Question<RunRow>
{
    internal override QueryText<RunRow> ToQuery()
    {
        const string Start = "ifNull(toUnixTimestamp64Nano(StartedAt), 0)";
        Conditions conditions = Filter.ToConditions();
        if (After is not null)
        {
            conditions.Add($"(-{Start}, RunId) > (-{{afterStart:Int64}}, {{afterRun:String}})").Values
                .Int64("afterStart", After.StartUnixNano).String("afterRun", After.RunId);
        }

        conditions.Values.UInt32("limit", (uint)Limit);
        string sql = $$"""
            SELECT
              {{RunMapping.Columns}}
            FROM runs FINAL
            WHERE {{conditions.Text}}
            ORDER BY -{{Start}}, RunId
            LIMIT {limit:UInt32}
            """;
        return new QueryText<RunRow>(sql, conditions.Values, RunMapping.Read);
    }
}
