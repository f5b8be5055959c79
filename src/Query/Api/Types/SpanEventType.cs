using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>An event of a span.</summary>
public sealed class SpanEventType : ObjectGraphType<SpanEventRow>
{
    /// <summary>Declares the fields.</summary>
    public SpanEventType()
    {
        Name = "SpanEvent";
        Description = "An event of a span.";
        Field<NonNullGraphType<DateTimeScalar>>("time").Resolve(c => c.Source.TimeUnixNano);
        Field<NonNullGraphType<StringGraphType>>("timeUnixNano").Description("Nanoseconds since 1970, as text.")
            .Resolve(c => c.Source.TimeUnixNano.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("attributes").Items(5).Resolve(c => c.Source.Attributes);
    }
}
