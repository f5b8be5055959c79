using GraphQL;
using GraphQL.Builders;

namespace Tracing.Query.Api.Types;

/// <summary>What a field is reckoned to cost before it is executed.</summary>
internal static class FieldCost
{
    /// <summary>A list of about so many items: what is asked of an item is reckoned that often.</summary>
    /// <param name="field">The field.</param>
    /// <param name="items">Items of a usual list.</param>
    public static FieldBuilder<TSource, TReturn> Items<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, int items) =>
        field.WithComplexityImpact(1, items);
}
