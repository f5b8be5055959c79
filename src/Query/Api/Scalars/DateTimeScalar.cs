using GraphQL.Types;
using GraphQLParser.AST;

namespace Tracing.Query.Api.Scalars;

/// <summary>A point in time: nanoseconds since 1970 inside, RFC 3339 outside.</summary>
public sealed class DateTimeScalar : ScalarGraphType
{
    /// <summary>Names the scalar.</summary>
    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "RFC 3339 in UTC, to the nanosecond: 2026-06-17T07:00:43.396996Z.";
    }

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value is long unixNano ? UnixTime.Text(unixNano) : value is null ? null : ThrowSerializationError(value);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when UnixTime.TryParse(text, out long unixNano) => unixNano,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text when UnixTime.TryParse((string)text.Value, out long unixNano) => unixNano,
        _ => ThrowLiteralConversionError(value),
    };
}
