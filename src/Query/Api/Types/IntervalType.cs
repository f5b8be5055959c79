using GraphQL.Types;
using Tracing.Query.Statistics;

namespace Tracing.Query.Api.Types;

/// <summary>A confidence interval.</summary>
public sealed class IntervalType : ObjectGraphType<Interval>
{
    /// <summary>Declares the fields.</summary>
    public IntervalType()
    {
        Name = "Interval";
        Description = "A confidence interval.";
        Field<NonNullGraphType<FloatGraphType>>("low").Resolve(c => c.Source.Low);
        Field<NonNullGraphType<FloatGraphType>>("high").Resolve(c => c.Source.High);
        Field<NonNullGraphType<FloatGraphType>>("level").Description("Confidence, e.g. 0.95.").Resolve(c => c.Source.Level);
        Field<NonNullGraphType<StringGraphType>>("method").Description("wilson or wilson-clustered (score interval of a proportion), t or t-clustered (of a mean), bootstrap-percentile.").Resolve(c => c.Source.Method);
    }
}
