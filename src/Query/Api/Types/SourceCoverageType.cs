using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>What one source told of a run.</summary>
public sealed class SourceCoverageType : ObjectGraphType<SourceRow>
{
    /// <summary>Declares the fields.</summary>
    public SourceCoverageType()
    {
        Name = "SourceCoverage";
        Description = "What one source told of a run. Where several tell one fact, the order of trust is proxy, agent, log, stdout.";
        Field<NonNullGraphType<StringGraphType>>("source").Description("proxy, agent (its spans), log or stdout.").Resolve(c => c.Source.Source);
        Field<NonNullGraphType<LongGraphType>>("modelCalls").Description("Model calls for which it is the most trusted source.").Resolve(c => Counts.Long(c.Source.ModelCalls));
        Field<NonNullGraphType<LongGraphType>>("toolCalls").Description("Tool calls for which it is the most trusted source.").Resolve(c => Counts.Long(c.Source.ToolCalls));
        Field<NonNullGraphType<LongGraphType>>("scores").Resolve(c => Counts.Long(c.Source.Scores));
    }
}
