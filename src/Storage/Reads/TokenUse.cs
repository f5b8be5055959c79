using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>Tokens of runs that share a group, a model, a period and what was told. Only runs that count are in it.</summary>
public sealed record TokenUseRow
{
    /// <summary>The group: one value for each dimension that was asked for, in that order.</summary>
    public required IReadOnlyList<string> Group { get; init; }

    /// <summary>The model as it was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>How many changes are not after the start of the runs; -1 where their start was not recorded.</summary>
    public required int Period { get; init; }

    /// <summary>Whether every model call's tokens read and written were recorded, and those of caches are not more than those read.</summary>
    public required bool TokensTold { get; init; }

    /// <summary>Whether tokens read from a cache were recorded.</summary>
    public required bool CachedTold { get; init; }

    /// <summary>Whether tokens put into a cache were recorded.</summary>
    public required bool CreationTold { get; init; }

    /// <summary>Whether <c>pass_rate</c> was recorded.</summary>
    public required bool PassTold { get; init; }

    /// <summary>How many runs.</summary>
    public required ulong Runs { get; init; }

    /// <summary>Of those, runs that passed.</summary>
    public required ulong Passed { get; init; }

    /// <summary>Tokens read, those of caches included; 0 where not told.</summary>
    public required double PromptTokens { get; init; }

    /// <summary>Tokens read from a cache; 0 where not told.</summary>
    public required double CachedTokens { get; init; }

    /// <summary>Tokens put into a cache; 0 where not told.</summary>
    public required double CacheCreationTokens { get; init; }

    /// <summary>Tokens written; 0 where not told.</summary>
    public required double CompletionTokens { get; init; }
}

/// <summary>Tokens of groups of cells, by group, parted so that each row has one price and one answer to what was told.</summary>
/// <param name="GroupBy">The dimensions; none gives one group of all.</param>
/// <param name="Filter">Which cells.</param>
/// <param name="Changes">When prices change, nanoseconds since 1970, ascending.</param>
/// <param name="Limit">Most rows.</param>
public sealed record TokenUse(IReadOnlyList<CellDimension> GroupBy, CellFilter Filter, IReadOnlyCollection<long> Changes, int Limit = 200_000)
    : Question<TokenUseRow>
{
    private const string OfRun = """
        (
                  toInt32(if(StartedAt IS NULL, -1, arrayCount(change -> change <= toUnixTimestamp64Nano(assumeNotNull(StartedAt)), {changes:Array(Int64)}))),
                  ifNull(PromptTokens >= ifNull(CachedTokens, 0) + ifNull(CacheCreationTokens, 0) AND CompletionTokens IS NOT NULL AND ModelCallsWithTokens = ModelCallCount, false)::Bool,
                  (CachedTokens IS NOT NULL)::Bool, (CacheCreationTokens IS NOT NULL)::Bool, mapContains(Scores, 'pass_rate')::Bool, Scores['pass_rate'] >= 1,
                  toFloat64(ifNull(PromptTokens, 0)), toFloat64(ifNull(CachedTokens, 0)), toFloat64(ifNull(CacheCreationTokens, 0)), toFloat64(ifNull(CompletionTokens, 0))
                )
        """;

    internal override QueryText<TokenUseRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        conditions.Values.Strings("axes", ["pass_rate"]).Int64s("changes", Changes).UInt32("limit", (uint)Limit);
        string sql = $$"""
            SELECT
              {{Dimensions.Group(GroupBy)}} AS Group, Model, Run.1 AS Period, Run.2 AS TokensTold, Run.3 AS CachedTold, Run.4 AS CreationTold, Run.5 AS PassTold,
              count(), countIf(Run.6), sum(Run.7), sum(Run.8), sum(Run.9), sum(Run.10)
            FROM
            (
              SELECT {{Dimensions.Cell}}, arrayJoin(arrayMap(i -> RunTokens[i], Counted)) AS Run
              FROM
              (
                {{CellRuns.Of(ScoredRuns.Of(conditions.Text, false), [("RunTokens", OfRun)])}}
              )
            )
            GROUP BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
            ORDER BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
            LIMIT {limit:UInt32}
            SETTINGS optimize_aggregation_in_order = 1
            """;
        return new QueryText<TokenUseRow>(sql, conditions.Values, Read);
    }

    private static TokenUseRow Read(RowReader row) => new()
    {
        Group = row.Array<string>(),
        Model = row.Text(),
        Period = row.Int32OrNull() ?? 0,
        TokensTold = row.Bool(),
        CachedTold = row.Bool(),
        CreationTold = row.Bool(),
        PassTold = row.Bool(),
        Runs = row.UInt64(),
        Passed = row.UInt64(),
        PromptTokens = row.DoubleOrNull() ?? 0,
        CachedTokens = row.DoubleOrNull() ?? 0,
        CacheCreationTokens = row.DoubleOrNull() ?? 0,
        CompletionTokens = row.DoubleOrNull() ?? 0,
    };
}
