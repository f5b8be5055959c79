using GraphQL.Types;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A row of a leaderboard.</summary>
/// <param name="Key">One value for each dimension.</param>
/// <param name="Runs">All runs.</param>
/// <param name="Ranked">The axis that ranks.</param>
/// <param name="Axes">Every axis that was asked for.</param>
public sealed record LeaderboardRowView(IReadOnlyList<DimensionValue> Key, RunTally Runs, AxisEstimate Ranked, IReadOnlyList<AxisEstimate> Axes)
{
    /// <summary>What the runs cost.</summary>
    public required CostSummary Cost { get; init; }

    /// <summary>Its place; null where the axis was not recorded.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether no other row is as good for less; null where value or cost is not known.</summary>
    public bool? OnFrontier { get; init; }
}

/// <summary>A row of a leaderboard.</summary>
public sealed class LeaderboardRowType : ObjectGraphType<LeaderboardRowView>
{
    /// <summary>Declares the fields.</summary>
    public LeaderboardRowType()
    {
        Name = "LeaderboardRow";
        Description = "A row of a leaderboard.";
        Field<IntGraphType>("rank").Description("Equal means share a rank, and the next counts them all; null where nothing was recorded.").Resolve(c => c.Source.Rank);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionValueType>>>>("key").Items(2).Resolve(c => c.Source.Key);
        Field<NonNullGraphType<RunTallyType>>("runs").Resolve(c => c.Source.Runs);
        Field<NonNullGraphType<AxisEstimateType>>("estimate").Description("The axis that ranks.").Resolve(c => c.Source.Ranked);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisEstimateType>>>>("axes").Items(8).Description("Every axis of the benchmark, or those that were asked for.")
            .Resolve(c => c.Source.Axes);
        Field<NonNullGraphType<CostType>>("cost").Resolve(c => c.Source.Cost);
        Field<BooleanGraphType>("onFrontier").Description("Whether no other row is as good at the ranking axis for less cost a run; null where either is not known.").Resolve(c => c.Source.OnFrontier);
    }
}
