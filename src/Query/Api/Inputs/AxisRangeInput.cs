using GraphQL.Types;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Inputs;

/// <summary>A range of the score of an axis.</summary>
public sealed class AxisRangeInput : InputObjectGraphType<AxisRange>
{
    /// <summary>Declares the fields.</summary>
    public AxisRangeInput()
    {
        Name = "AxisRange";
        Description = "A range of the score of an axis, both ends included.";
        Field<NonNullGraphType<StringGraphType>>("axis");
        Field<FloatGraphType>("min");
        Field<FloatGraphType>("max");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new AxisRange(
        AxisNames.Canonical((string)value["axis"]!),
        value.TryGetValue("min", out object? min) ? min as double? : null,
        value.TryGetValue("max", out object? max) ? max as double? : null);
}
