using GraphQL;
using GraphQL.Types;
using Tracing.Query.Execution;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;

namespace Tracing.Query.Api.Types;

/// <summary>Two sides on an axis.</summary>
/// <param name="A">A over all its runs.</param>
/// <param name="B">B over all its runs.</param>
/// <param name="Pairing">What was paired and what not.</param>
public sealed record PairedComparisonView(AxisEstimate A, AxisEstimate B, Pairing Pairing)
{
    /// <summary>The comparison of the pairs.</summary>
    public PairedDifference Difference { get; } = new(Pairing.Pairs);

    /// <summary>
    /// The p value that a grid adjusts: of the exact test for an axis that is 0 or 1 and where no spread was seen, else of Student's t.
    /// </summary>
    public double? PValue => A.IsProportion && B.IsProportion ? Difference.Exact?.PValue : Difference.PValue ?? Difference.Exact?.PValue;
}

/// <summary>Two sides on an axis.</summary>
public sealed class PairedComparisonType : ObjectGraphType<PairedComparisonView>
{
    private const int DefaultResamples = 1_999;
    private const int MostResamples = 9_999;
    private const long DefaultSeed = 1;

    /// <summary>Declares the fields.</summary>
    public PairedComparisonType()
    {
        Name = "PairedComparison";
        Description = "A and B on the same keys, most often tasks: what a task is hard by drops out. Every pair weighs the same; a side of a pair is the mean of its runs.";
        Field<NonNullGraphType<AxisEstimateType>>("a").Description("A over all its runs, paired or not.").Resolve(c => c.Source.A);
        Field<NonNullGraphType<AxisEstimateType>>("b").Description("B over all its runs, paired or not.").Resolve(c => c.Source.B);
        Field<NonNullGraphType<IntGraphType>>("pairs").Description("Keys that both sides recorded.").Resolve(c => c.Source.Difference.Pairs);
        Field<NonNullGraphType<IntGraphType>>("onlyA").Description("Keys that only A has.").Resolve(c => c.Source.Pairing.OnlyA);
        Field<NonNullGraphType<IntGraphType>>("onlyB").Description("Keys that only B has.").Resolve(c => c.Source.Pairing.OnlyB);
        Field<NonNullGraphType<IntGraphType>>("notRecorded").Description("Keys that both have, and for which at least one side has no recorded value.").Resolve(c => c.Source.Pairing.NotRecorded);
        Field<NonNullGraphType<IntGraphType>>("clusters").Description("What the pairs fall into: tasks where tasks pair, else the pairs themselves.").Resolve(c => c.Source.Difference.Clusters);
        Field<FloatGraphType>("meanA").Description("Over the pairs.").Resolve(c => c.Source.Difference.MeanA);
        Field<FloatGraphType>("meanB").Description("Over the pairs.").Resolve(c => c.Source.Difference.MeanB);
        Field<FloatGraphType>("difference").Description("Mean of A less B over the pairs.").Resolve(c => c.Source.Difference.Mean);
        Field<FloatGraphType>("standardError").Description("Of the difference, clustered; null under two clusters.").Resolve(c => c.Source.Difference.StandardError);
        Field<IntervalType>("interval").Description("Student's t, 95 %; null under two clusters, and where all differ alike.").Resolve(c => c.Source.Difference.Interval);
        Field<FloatGraphType>("pValue").Description("Two-sided, of Student's t.").Resolve(c => c.Source.Difference.PValue);
        Field<ExactTestType>("exactTest").Description("Which side was ahead in how many clusters; null where there are no pairs.").Resolve(c => c.Source.Difference.Exact);
        Field<FloatGraphType>("minimumDetectableEffect").Description("The least true difference that a comparison of this size finds four times in five at the 5 % level.")
            .Resolve(c => c.Source.Difference.MinimumDetectableEffect);
        Field<IntervalType>("bootstrap").Description("Percentile interval of resampled clusters, 95 %. The same data and seed give the same interval everywhere.")
            .Argument<NonNullGraphType<IntGraphType>>("resamples", resamples => resamples.DefaultValue = DefaultResamples)
            .Argument<NonNullGraphType<LongGraphType>>("seed", seed => seed.DefaultValue = DefaultSeed)
            .Resolve(Bootstrap);
    }

    private static Interval? Bootstrap(IResolveFieldContext<PairedComparisonView> context)
    {
        int resamples = context.GetArgument<int>("resamples");
        return resamples is >= PairedBootstrap.LeastResamples and <= MostResamples
            ? context.Source.Difference.Bootstrap(resamples, (ulong)context.GetArgument<long>("seed"), context.CancellationToken)
            : throw QueryError.BadFilter("resamples", "lies between 199 and 9999.");
    }
}

/// <summary>An exact test.</summary>
public sealed class ExactTestType : ObjectGraphType<ExactTest>
{
    /// <summary>Declares the fields.</summary>
    public ExactTestType()
    {
        Name = "ExactTest";
        Description = "The sign test over clusters; where each side is one run of 0 or 1 a cluster it is McNemar's exact test.";
        Field<NonNullGraphType<LongGraphType>>("aHigher").Description("Clusters where A was higher.").Resolve(c => c.Source.AHigher);
        Field<NonNullGraphType<LongGraphType>>("bHigher").Description("Clusters where B was higher.").Resolve(c => c.Source.BHigher);
        Field<NonNullGraphType<LongGraphType>>("equal").Description("Clusters where neither was; they are not in the test.").Resolve(c => c.Source.Equal);
        Field<NonNullGraphType<FloatGraphType>>("pValue").Description("Two-sided; 1 where no cluster differs.").Resolve(c => c.Source.PValue);
        Field<NonNullGraphType<StringGraphType>>("method").Description("mcnemar-exact or sign-exact.").Resolve(c => c.Source.Method);
    }
}
