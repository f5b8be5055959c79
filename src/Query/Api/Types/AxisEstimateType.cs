using GraphQL.Types;
using Tracing.Query.Statistics;

namespace Tracing.Query.Api.Types;

/// <summary>An axis over runs.</summary>
public sealed class AxisEstimateType : ObjectGraphType<AxisEstimate>
{
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
        Field<IntervalType>("interval").Description("For pass_rate, refusal and integrity, where every recorded value is 0 or 1.").Resolve(c => c.Source.Interval);
    }
}
