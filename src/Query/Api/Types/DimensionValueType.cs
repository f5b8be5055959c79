using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>What a dimension is in a group.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Value">Its value.</param>
public sealed record DimensionValue(CellDimension Dimension, string Value)
{
    /// <summary>The key of a group.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="values">Their values, in the same order.</param>
    public static IReadOnlyList<DimensionValue> KeyOf(IReadOnlyList<CellDimension> dimensions, IReadOnlyList<string> values) =>
        [.. dimensions.Select((dimension, i) => new DimensionValue(dimension, values[i]))];
}

/// <summary>What a dimension is in a group.</summary>
public sealed class DimensionValueType : ObjectGraphType<DimensionValue>
{
    /// <summary>Declares the fields.</summary>
    public DimensionValueType()
    {
        Name = "DimensionValue";
        Description = "What a dimension is in a group.";
        Field<NonNullGraphType<DimensionType>>("dimension").Resolve(c => c.Source.Dimension);
        Field<NonNullGraphType<StringGraphType>>("value").Resolve(c => c.Source.Value);
    }
}
