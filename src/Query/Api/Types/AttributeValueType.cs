using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>An attribute.</summary>
public sealed class AttributeValueType : ObjectGraphType<AttributeValue>
{
    /// <summary>Declares the fields.</summary>
    public AttributeValueType()
    {
        Name = "Attribute";
        Description = "An attribute, in the order in which it came; a key may occur twice.";
        Field<NonNullGraphType<StringGraphType>>("key").Resolve(c => c.Source.Key);
        Field<NonNullGraphType<StringGraphType>>("value").Description("As text, without losing a digit.").Resolve(c => c.Source.Value);
        Field<NonNullGraphType<AttributeTypeType>>("type").Resolve(c => c.Source.Type);
    }
}
