using System.Text.Json;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Tracing.Query.Api.Scalars;

/// <summary>JSON as it was stored: stored text inside, a JSON value outside. Numbers keep every digit. For answers only.</summary>
public sealed class JsonScalar : ScalarGraphType
{
    /// <summary>Names the scalar.</summary>
    public JsonScalar()
    {
        Name = "JSON";
        Description = "Any JSON value, as it was recorded.";
    }

    /// <summary>Turns stored text into a JSON value; text that is no JSON becomes a JSON string.</summary>
    /// <param name="value">The text; empty stands for an empty object.</param>
    public override object? Serialize(object? value)
    {
        if (value is not string text)
        {
            return value is null ? null : ThrowSerializationError(value);
        }

        try
        {
            return text.Length == 0 ? JsonElement.Parse("{}") : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => ThrowValueConversionError(value);

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value);
}
