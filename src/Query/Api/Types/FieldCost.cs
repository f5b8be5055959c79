using GraphQL;
using GraphQL.Builders;
using GraphQL.Validation.Complexity;

namespace Tracing.Query.Api.Types;

/// <summary>What a field is reckoned to cost before it is executed.</summary>
internal static class FieldCost
{
    /// <summary>A list of about so many items: what is asked of an item is reckoned that often.</summary>
    /// <param name="field">The field.</param>
    /// <param name="items">Items of a usual list.</param>
    public static FieldBuilder<TSource, TReturn> Items<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, int items) =>
        field.WithComplexityImpact(1, items);

    /// <summary>A page: what is asked of a row is reckoned once for each row that the page may hold.</summary>
    /// <param name="field">The field.</param>
    /// <param name="usual">Page size where none is asked for.</param>
    public static FieldBuilder<TSource, TReturn> Page<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, int usual) =>
        field.WithComplexityImpact(context => new FieldComplexityResult(
            1, Math.Max(1, Size(context, "first") ?? Size(context, "last") ?? usual)));

    /// <summary>A field that costs more than a value: a read of its own, or much of one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="cost">About as many values.</param>
    public static FieldBuilder<TSource, TReturn> WithCost<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, int cost) =>
        field.WithComplexityImpact(cost, 1);

    private static int? Size(FieldImpactContext context, string argument) =>
        context.FieldDefinition.Arguments?.Find(argument) is null ? null : context.GetArgument<int?>(argument);
}
