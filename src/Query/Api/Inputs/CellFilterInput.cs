using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Inputs;

/// <summary>Which cells.</summary>
public sealed class CellFilterInput : InputObjectGraphType<CellFilter>
{
    /// <summary>Declares the fields.</summary>
    public CellFilterInput()
    {
        Name = "CellFilter";
        Description = "Which cells: each list holds the values that are wanted; left out, any is.";
        Declare(this);
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => Read(value);

    /// <summary>Declares the fields of cells on a filter.</summary>
    /// <typeparam name="TFilter">What the filter becomes.</typeparam>
    /// <param name="filter">The filter.</param>
    internal static void Declare<TFilter>(InputObjectGraphType<TFilter> filter)
    {
        filter.Field<ListGraphType<NonNullGraphType<StringGraphType>>>("sweeps");
        filter.Field<ListGraphType<NonNullGraphType<StringGraphType>>>("agents");
        filter.Field<ListGraphType<NonNullGraphType<StringGraphType>>>("models");
        filter.Field<ListGraphType<NonNullGraphType<StringGraphType>>>("categories");
        filter.Field<ListGraphType<NonNullGraphType<StringGraphType>>>("tasks").Description("Names of tasks, without their category.");
    }

    /// <summary>Reads the fields of cells.</summary>
    /// <param name="value">The filter as it came.</param>
    internal static CellFilter Read(IDictionary<string, object?> value) => new()
    {
        Sweeps = Texts(value, "sweeps"),
        Agents = Texts(value, "agents"),
        Models = Texts(value, "models"),
        Categories = Texts(value, "categories"),
        Tasks = Texts(value, "tasks"),
    };

    /// <summary>Reads a list of texts; null where it was not given.</summary>
    /// <param name="value">The filter as it came.</param>
    /// <param name="name">The field.</param>
    internal static string[]? Texts(IDictionary<string, object?> value, string name) =>
        value.TryGetValue(name, out object? list) && list is System.Collections.IEnumerable items ? [.. items.Cast<string>()] : null;
}
