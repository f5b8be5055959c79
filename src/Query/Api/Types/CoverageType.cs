using GraphQL.Types;
using Tracing.Query.Loading;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>How much of a run was recorded.</summary>
public sealed class CoverageType : ObjectGraphType<RunRow>
{
    /// <summary>Declares the fields.</summary>
    public CoverageType()
    {
        Name = "Coverage";
        Description = "How much of a run was recorded: what sums and means stand on.";
        Field<NonNullGraphType<LongGraphType>>("spans").Resolve(c => Counts.Long(c.Source.SpanCount));
        Field<NonNullGraphType<LongGraphType>>("logs").Resolve(c => Counts.Long(c.Source.LogCount));
        Field<NonNullGraphType<LongGraphType>>("modelCalls").Resolve(c => (long)c.Source.ModelCallCount);
        Field<NonNullGraphType<LongGraphType>>("modelCallsWithTokens").Description("Model calls that told both tokens read and written, or were refused and used none.")
            .Resolve(c => (long)c.Source.ModelCallsWithTokens);
        Field<NonNullGraphType<LongGraphType>>("toolCalls").Resolve(c => (long)c.Source.ToolCallCount);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SourceCoverageType>>>>("sources").Items(4).Description("What each source told: one that is not here told nothing.")
            .Resolve(c => RequestLoaders.Of(c).Sources.Load(c.Source.RunId, sources => sources ?? []));
    }
}
