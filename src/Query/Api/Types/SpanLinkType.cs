using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A link of a span to another.</summary>
public sealed class SpanLinkType : ObjectGraphType<SpanLinkRow>
{
    /// <summary>Declares the fields.</summary>
    public SpanLinkType()
    {
        Name = "SpanLink";
        Description = "A link of a span to another.";
        Field<NonNullGraphType<StringGraphType>>("traceId").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Resolve(c => c.Source.SpanId);
        Field<NonNullGraphType<StringGraphType>>("traceState").Resolve(c => c.Source.TraceState);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("attributes").Items(5).Resolve(c => c.Source.Attributes);
    }
}
