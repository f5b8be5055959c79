using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A score of a run on an axis.</summary>
public sealed class AxisScoreType : ObjectGraphType<AxisScoreRow>
{
    /// <summary>Declares the fields.</summary>
    public AxisScoreType()
    {
        Name = "AxisScore";
        Description = "A score of a run on an axis, as one scorer gave it.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<FloatGraphType>("value").Description("Null: not recorded, or the axis does not apply.").Resolve(c => c.Source.Value);
        Field<NonNullGraphType<BooleanGraphType>>("notApplicable").Description("Whether the axis does not apply to the task.").Resolve(c => c.Source.NotApplicable);
        Field<NonNullGraphType<BooleanGraphType>>("notRecorded").Description("Whether the axis applies and has no value.")
            .Resolve(c => c.Source.Value is null && !c.Source.NotApplicable);
        Field<NonNullGraphType<JsonScalar>>("details").Description("The scorer's details, verbatim.").Resolve(c => c.Source.Details);
        Field<StringGraphType>("label").Resolve(c => c.Source.Label);
        Field<StringGraphType>("explanation").Resolve(c => c.Source.Explanation);
        Field<NonNullGraphType<StringGraphType>>("scorer").Resolve(c => c.Source.Scorer);
        Field<NonNullGraphType<StringGraphType>>("scorerVersion").Resolve(c => c.Source.ScorerVersion);
        Field<NonNullGraphType<StringGraphType>>("source").Description("Who told: proxy, agent, log or stdout.").Resolve(c => c.Source.Source);
        Field<NonNullGraphType<DateTimeScalar>>("recordedAt").Resolve(c => c.Source.RecordedAt);
    }
}
