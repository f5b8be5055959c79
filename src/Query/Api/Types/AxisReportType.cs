using GraphQL.Types;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>An axis over groups of cells.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Groups">The groups.</param>
public sealed record AxisReportView(string Axis, IReadOnlyList<AxisGroupView> Groups);

/// <summary>A group of cells.</summary>
/// <param name="Key">One value for each dimension.</param>
/// <param name="Estimate">The axis over the group's runs.</param>
public sealed record AxisGroupView(IReadOnlyList<DimensionValue> Key, AxisEstimate Estimate)
{
    /// <summary>Reads a group of the store's report.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="dimensions">The dimensions that were grouped by.</param>
    /// <param name="row">The group.</param>
    public static AxisGroupView Of(string axis, IReadOnlyList<CellDimension> dimensions, AxisGroupRow row)
    {
        ValueSummary? summary = row is { Mean: { } mean, Min: { } min, Max: { } max }
            ? new ValueSummary((long)row.Recorded, mean, min, max, row.StandardDeviation)
            : null;
        return new AxisGroupView(
            [.. dimensions.Select((dimension, i) => new DimensionValue(dimension, row.Group[i]))],
            new AxisEstimate(axis, (long)row.Runs, (long)row.Recorded, (long)row.NotApplicable, summary));
    }
}

/// <summary>What a dimension is in a group.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Value">Its value.</param>
public sealed record DimensionValue(CellDimension Dimension, string Value);

/// <summary>An axis over groups of cells.</summary>
public sealed class AxisReportType : ObjectGraphType<AxisReportView>
{
    /// <summary>Declares the fields.</summary>
    public AxisReportType()
    {
        Name = "AxisReport";
        Description = "An axis over groups of cells.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisGroupType>>>>("groups").Items(50).Resolve(c => c.Source.Groups);
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
        Field<NonNullGraphType<AxisEstimateType>>("estimate").Resolve(c => c.Source.Estimate);
    }
}

/// <summary>What a dimension is in a group.</summary>
public sealed class DimensionValueType : ObjectGraphType<DimensionValue>
{
    /// <summary>Declares the fields.</summary>
    public DimensionValueType()
    {
        Name = "DimensionValue";
        Description = "What a dimension is in a group.";
        Field<NonNullGraphType<DimensionType>>("dimension").Resolve(c => c.Source.Dimension);
        Field<NonNullGraphType<StringGraphType>>("value").Resolve(c => c.Source.Value);
    }
}
