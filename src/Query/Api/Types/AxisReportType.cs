using GraphQL.Types;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>An axis over groups of cells.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Filter">Which cells.</param>
/// <param name="Groups">The groups.</param>
public sealed record AxisReportView(string Axis, CellFilter Filter, IReadOnlyList<AxisGroupView> Groups);

/// <summary>A group of cells.</summary>
/// <param name="Key">One value for each dimension.</param>
/// <param name="Runs">All runs of the group.</param>
/// <param name="Estimate">The axis over the runs that count.</param>
public sealed record AxisGroupView(IReadOnlyList<DimensionValue> Key, RunTally Runs, AxisEstimate Estimate)
{
    /// <summary>Shows a group.</summary>
    /// <param name="dimensions">The dimensions that were grouped by.</param>
    /// <param name="group">The group.</param>
    public static AxisGroupView Of(IReadOnlyList<CellDimension> dimensions, AxisGroup group) =>
        new(DimensionValue.KeyOf(dimensions, group.Key), group.Runs, group.Estimate());
}

/// <summary>An axis over groups of cells.</summary>
public sealed class AxisReportType : ObjectGraphType<AxisReportView>
{
    /// <summary>Declares the fields.</summary>
    public AxisReportType()
    {
        Name = "AxisReport";
        Description = "An axis over groups of cells.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisScorerType>>>>("scorers").Items(2)
            .Description("Who scored the axis in the runs that count. With several versions the newest recorded value counts; the argument scorerVersion takes another.")
            .ResolveAsync(async c => await StatisticsQuestions.Of(c).ScorersAsync(c.Source, c.CancellationToken));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisGroupType>>>>("groups").Items(50).Resolve(c => c.Source.Groups);
    }
}

/// <summary>A scorer of an axis.</summary>
public sealed class AxisScorerType : ObjectGraphType<AxisScorerRow>
{
    /// <summary>Declares the fields.</summary>
    public AxisScorerType()
    {
        Name = "AxisScorer";
        Description = "Who scored an axis.";
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Scorer);
        Field<NonNullGraphType<StringGraphType>>("version").Resolve(c => c.Source.Version);
        Field<NonNullGraphType<LongGraphType>>("runs").Description("Runs that count and have a score of it.").Resolve(c => (long)c.Source.Runs);
        Field<NonNullGraphType<LongGraphType>>("recorded").Description("Of those, runs whose score has a value.").Resolve(c => (long)c.Source.Recorded);
    }
}

/// <summary>A group of cells.</summary>
public sealed class AxisGroupType : ObjectGraphType<AxisGroupView>
{
    /// <summary>Declares the fields.</summary>
    public AxisGroupType()
    {
        Name = "AxisGroup";
        Description = "A group of cells.";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionValueType>>>>("key").Items(2)
            .Description("One value for each dimension, in the order in which they were asked for.").Resolve(c => c.Source.Key);
        Field<NonNullGraphType<RunTallyType>>("runs").Resolve(c => c.Source.Runs);
        Field<NonNullGraphType<AxisEstimateType>>("estimate").Resolve(c => c.Source.Estimate);
    }
}
