using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A place where a text was found.</summary>
public sealed class SearchHitType : ObjectGraphType<SearchHitRow>
{
    /// <summary>Declares the fields.</summary>
    public SearchHitType()
    {
        Name = "SearchHit";
        Description = "A place where a text was found.";
        Field<NonNullGraphType<IdGraphType>>("runId").Resolve(c => c.Source.RunId);
        Field<NonNullGraphType<StringGraphType>>("kind").Description("span, tool_call, model_call or log.").Resolve(c => c.Source.Kind);
        Field<NonNullGraphType<StringGraphType>>("field").Description("name, status, arguments, result, error or body.").Resolve(c => c.Source.Field);
        Field<NonNullGraphType<StringGraphType>>("name").Description("Of the span, tool, model or event; may be empty.").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<DateTimeScalar>>("time").Resolve(c => c.Source.TimeUnixNano);
        Field<NonNullGraphType<StringGraphType>>("traceId").Description("Empty where there is none.").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Description("Empty where there is none.").Resolve(c => c.Source.SpanId);
        Field<NonNullGraphType<StringGraphType>>("excerpt").Description("The text around the place.").Resolve(c => c.Source.Excerpt);
    }
}
