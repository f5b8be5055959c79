using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>Type of an attribute's value.</summary>
public sealed class AttributeTypeType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public AttributeTypeType()
    {
        Name = "AttributeType";
        Description = "Type of an attribute's value: integer 3 and string \"3\" differ.";
        Add("STRING", AttributeType.String);
        Add("INT", AttributeType.Int, "A whole number of 64 bits, in decimal.");
        Add("DOUBLE", AttributeType.Double, "The shortest text that reads back the same; NaN, Infinity, -Infinity.");
        Add("BOOL", AttributeType.Bool, "true or false.");
        Add("BYTES", AttributeType.Bytes, "In base64.");
        Add("ARRAY", AttributeType.Array, "As JSON.");
        Add("MAP", AttributeType.KeyValueList, "Keys and values, as JSON.");
        Add("EMPTY", AttributeType.Empty, "No value.");
    }
}
