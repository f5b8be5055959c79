using Tracing.Storage.Connection;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>Cells as conditions on the columns that runs are sorted by: their ids are no part of any key.</summary>
internal static class CellParts
{
    /// <summary>The key's columns as one value.</summary>
    public const string Tuple = $"({Dimensions.Cell})";

    /// <summary>A condition for <see cref="Add"/>'s cells, which the sort key answers.</summary>
    public const string OneOf = $$"""
        {{Tuple}} IN (SELECT cell.1, cell.2, cell.3, cell.4, cell.5 FROM (SELECT arrayJoin(arrayZip({cellSweeps:Array(String)}, {cellAgents:Array(String)}, {cellModels:Array(String)}, {cellCategories:Array(String)}, {cellTasks:Array(String)})) AS cell))
        """;

    /// <summary>Adds the values of <see cref="OneOf"/>.</summary>
    public static Parameters Add(Parameters values, IReadOnlyCollection<CellId> cells) => values
        .Strings("cellSweeps", cells.Select(cell => cell.Sweep))
        .Strings("cellAgents", cells.Select(cell => cell.Agent))
        .Strings("cellModels", cells.Select(cell => cell.Model))
        .Strings("cellCategories", cells.Select(cell => cell.Category))
        .Strings("cellTasks", cells.Select(cell => cell.Task));

    /// <summary>Adds <see cref="OneOf"/> and its values; null adds nothing.</summary>
    public static Conditions AddTo(Conditions conditions, IReadOnlyCollection<CellId>? cells)
    {
        if (cells is not null)
        {
            Add(conditions.Add(OneOf).Values, cells);
        }

        return conditions;
    }

    /// <summary>Reads ids; what is none names no cell and is left out.</summary>
    public static IReadOnlyCollection<CellId> Of(IEnumerable<string> cellIds) => [.. cellIds.Select(Of).OfType<CellId>()];

    /// <summary>Reads an id, or gives null. A stored task may end like a trial; here nothing is cut off.</summary>
    public static CellId? Of(string cellId) =>
        !CellId.TryParse(cellId, out CellId? cell, out int? trial) ? null :
        trial is null ? cell : cell with { Task = cellId[(cellId.LastIndexOf('/') + 1)..] };
}
