using GraphQL.Types;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>The fields of the root that ask about groups of cells.</summary>
internal static class StatisticsFields
{
    private const string AxisText = "pass_rate, tokens, latency, blast_radius, refusal, integrity, composite, composite_recorded, or any other that was scored.";

    /// <summary>Declares the fields.</summary>
    /// <param name="root">Receives them.</param>
    public static void AddStatistics(this ObjectGraphType root)
    {
        Reports(root);
        Comparisons(root);
    }

    private static void Reports(ObjectGraphType root)
    {
        root.Field<NonNullGraphType<AxisReportType>>("axis").Description("An axis over groups of cells, by group.")
            .Argument<NonNullGraphType<StringGraphType>>("name", AxisText)
            .Argument<CellFilterInput>("filter")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionType>>>>("groupBy", "Empty: one group of all.")
            .Argument<StringGraphType>("scorerVersion", "Values that this version of a scorer gave; left out, the value that counts.")
            .ResolveAsync(async c => await StatisticsQuestions.Of(c).AxisAsync(c));
        root.Field<NonNullGraphType<MatrixType>>("matrix").Description("An axis over two dimensions.")
            .Argument<NonNullGraphType<StringGraphType>>("axis", AxisText)
            .Argument<NonNullGraphType<DimensionType>>("rows").Argument<NonNullGraphType<DimensionType>>("columns")
            .Argument<CellFilterInput>("filter")
            .ResolveAsync(async c => await StatisticsQuestions.Of(c).MatrixAsync(c));
        root.Field<NonNullGraphType<ListGraphType<NonNullGraphType<LeaderboardRowType>>>>("leaderboard").Items(50)
            .Description("Groups of cells, best first; those that were not recorded come last. Less is better for tokens, latency and blast_radius.")
            .Argument<CellFilterInput>("filter")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionType>>>>("by", by => by.DefaultValue = new[] { CellDimension.Agent, CellDimension.Model })
            .Argument<NonNullGraphType<StringGraphType>>("axis", axis => axis.DefaultValue = AxisNames.PassRate)
            .Argument<ListGraphType<NonNullGraphType<StringGraphType>>>("axes", "Axes to show; left out, those of the benchmark and composite_recorded.")
            .ResolveAsync(async c => await StatisticsQuestions.Of(c).LeaderboardAsync(c));
        root.Field<NonNullGraphType<CostReportType>>("costs").Description("What groups of cells cost, by group.")
            .Argument<CellFilterInput>("filter")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionType>>>>("groupBy", "Empty: one group of all.")
            .ResolveAsync(async c => await StatisticsQuestions.Of(c).CostsAsync(c));
    }

    private static void Comparisons(ObjectGraphType root)
    {
        root.Field<NonNullGraphType<PairedComparisonType>>("compare").Description("A less B, paired by the values of dimensions: by task unless told otherwise.")
            .Argument<NonNullGraphType<StringGraphType>>("axis", AxisText)
            .Argument<NonNullGraphType<CellFilterInput>>("a").Argument<NonNullGraphType<CellFilterInput>>("b")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionType>>>>("pairBy", pairBy => pairBy.DefaultValue = new[] { CellDimension.Task })
            .ResolveAsync(async c => await ComparisonQuestions.Of(c).CompareAsync(c));
        root.Field<NonNullGraphType<ComparisonGridType>>("comparisons").Description("Every value of a dimension against every other, with p values adjusted by Holm.")
            .Argument<NonNullGraphType<StringGraphType>>("axis", AxisText)
            .Argument<NonNullGraphType<DimensionType>>("by")
            .Argument<CellFilterInput>("filter")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionType>>>>("pairBy", pairBy => pairBy.DefaultValue = new[] { CellDimension.Task })
            .ResolveAsync(async c => await ComparisonQuestions.Of(c).GridAsync(c));
    }
}
