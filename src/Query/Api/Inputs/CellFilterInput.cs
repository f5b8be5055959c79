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
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("sweeps");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("agents");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("models");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("categories");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("tasks").Description("Names of tasks, without their category.");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new CellFilter
    {
        Sweeps = Texts(value, "sweeps"),
        Agents = Texts(value, "agents"),
        Models = Texts(value, "models"),
        Categories = Texts(value, "categories"),
        Tasks = Texts(value, "tasks"),
    };

    private static string[]? Texts(IDictionary<string, object?> value, string name) =>
        value.TryGetValue(name, out object? list) && list is System.Collections.IEnumerable items ? [.. items.Cast<string>()] : null;
}
