using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>Every value of a dimension against every other.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="By">The dimension.</param>
/// <param name="Comparisons">The comparisons.</param>
public sealed record ComparisonGridView(string Axis, CellDimension By, IReadOnlyList<GridComparisonView> Comparisons);

/// <summary>One of the comparisons.</summary>
/// <param name="A">Value of A.</param>
/// <param name="B">Value of B.</param>
/// <param name="Comparison">The comparison.</param>
/// <param name="AdjustedPValue">By Holm over the grid; null where there is no test.</param>
public sealed record GridComparisonView(string A, string B, PairedComparisonView Comparison, double? AdjustedPValue);

/// <summary>Every value of a dimension against every other.</summary>
public sealed class ComparisonGridType : ObjectGraphType<ComparisonGridView>
{
    /// <summary>Declares the fields.</summary>
    public ComparisonGridType()
    {
        Name = "ComparisonGrid";
        Description = "Every value of a dimension against every other, with p values that stand together.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<NonNullGraphType<DimensionType>>("by").Resolve(c => c.Source.By);
        Field<NonNullGraphType<IntGraphType>>("tests").Description("Comparisons with a p value: the family that is adjusted for.")
            .Resolve(c => c.Source.Comparisons.Count(one => one.AdjustedPValue is not null));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<GridComparisonType>>>>("comparisons").Items(50).Description("By A, then by B.").Resolve(c => c.Source.Comparisons);
    }
}

/// <summary>One of the comparisons of a grid.</summary>
public sealed class GridComparisonType : ObjectGraphType<GridComparisonView>
{
    /// <summary>Declares the fields.</summary>
    public GridComparisonType()
    {
        Name = "GridComparison";
        Description = "One of the comparisons of a grid.";
        Field<NonNullGraphType<StringGraphType>>("a").Resolve(c => c.Source.A);
        Field<NonNullGraphType<StringGraphType>>("b").Resolve(c => c.Source.B);
        Field<NonNullGraphType<PairedComparisonType>>("comparison").Resolve(c => c.Source.Comparison);
        Field<FloatGraphType>("pValue").Description("Of the exact test for an axis that is 0 or 1, and where all differ alike; else of Student's t.").Resolve(c => c.Source.Comparison.PValue);
        Field<FloatGraphType>("adjustedPValue").Description("By Holm over the grid.").Resolve(c => c.Source.AdjustedPValue);
    }
}
