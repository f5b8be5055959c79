using GraphQL;
using GraphQL.Types;
using Tracing.Query.Execution;
using Tracing.Query.Statistics;

namespace Tracing.Query.Api.Types;

/// <summary>An axis over runs.</summary>
public sealed class AxisEstimateType : ObjectGraphType<AxisEstimate>
{
    private const int MostAttempts = 1_000;

    /// <summary>Declares the fields.</summary>
    public AxisEstimateType()
    {
        Name = "AxisEstimate";
        Description = "An axis over the runs that count. A value that was not recorded is in no mean.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<NonNullGraphType<LongGraphType>>("n").Description("Runs that count: of each trial the newest that ended by itself or by its time limit.").Resolve(c => c.Source.N);
        Field<NonNullGraphType<LongGraphType>>("coverage").Description("Of those, runs with a recorded value.").Resolve(c => c.Source.Coverage);
        Field<NonNullGraphType<LongGraphType>>("notApplicable").Description("Of those, runs to whose task the axis does not apply.").Resolve(c => c.Source.NotApplicable);
        Field<FloatGraphType>("mean").Description("Of the recorded values; null where there are none.").Resolve(c => c.Source.Summary?.Mean);
        Field<FloatGraphType>("min").Resolve(c => c.Source.Summary?.Min);
        Field<FloatGraphType>("max").Resolve(c => c.Source.Summary?.Max);
        Field<FloatGraphType>("standardDeviation").Description("Of the sample; null under two values.").Resolve(c => c.Source.Summary?.StandardDeviation);
        Field<NonNullGraphType<IntGraphType>>("clusters").Description("Tasks with a recorded value, by which the standard error is clustered. With one, its runs are the units.")
            .Resolve(c => c.Source.Clusters);
        Field<FloatGraphType>("standardError").Description("Of the mean, clustered by task; null under two values.").Resolve(c => c.Source.StandardError);
        Field<IntervalType>("interval")
            .Description("95 % interval of the mean. Of pass_rate, refusal and integrity, where every recorded value is 0 or 1: Wilson's, on the effective number of runs where tasks have several. Else Student's t, clustered by task; null where no spread was seen.")
            .Resolve(c => c.Source.Interval);
        Field<PassEstimateType>("passAtK").Description("At least one of k attempts at a cell passes, 1 - C(n-c,k)/C(n,k), mean over cells; null where the axis is not 0 or 1.")
            .Argument<NonNullGraphType<IntGraphType>>("k").Resolve(c => c.Source.PassAtK(K(c)));
        Field<PassEstimateType>("passHatK").Description("All of k attempts at a cell pass, C(c,k)/C(n,k), mean over cells; null where the axis is not 0 or 1.")
            .Argument<NonNullGraphType<IntGraphType>>("k").Resolve(c => c.Source.PassHatK(K(c)));
    }

    private static int K(IResolveFieldContext context) => context.GetArgument<int>("k") is >= 1 and <= MostAttempts and int k
        ? k
        : throw QueryError.BadFilter("k", "lies between 1 and 1000.");
}

/// <summary>An estimate over cells that were tried often enough.</summary>
public sealed class PassEstimateType : ObjectGraphType<PassEstimate>
{
    /// <summary>Declares the fields.</summary>
    public PassEstimateType()
    {
        Name = "PassEstimate";
        Description = "What k attempts at a cell come to. Every cell weighs the same.";
        Field<NonNullGraphType<IntGraphType>>("k").Resolve(c => c.Source.K);
        Field<FloatGraphType>("value").Description("Null where no cell has k recorded runs.").Resolve(c => c.Source.Value);
        Field<NonNullGraphType<LongGraphType>>("cells").Description("Cells in the mean: those with k recorded runs or more.").Resolve(c => c.Source.Cells);
        Field<NonNullGraphType<LongGraphType>>("tooFew").Description("Cells with recorded runs, and less than k: they are in no mean.").Resolve(c => c.Source.TooFew);
    }
}
