using Tracing.Storage.Connection;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>Cells as conditions on the columns that runs are sorted by: their ids are no part of any key.</summary>
internal static class CellParts
{
    /// <summary>The key's columns as one value.</summary>
    public const string Tuple = $"({Dimensions.Cell})";

    /// <summary>
    /// A condition for <see cref="Add"/>'s cells, which the sort key answers. One list of tuples: five lists, zipped in a subquery,
    /// cost the engine a pipeline of its own, a third of the time of a cell.
    /// </summary>
    public const string OneOf = Tuple + " IN {cells:Array(Tuple(String, String, String, String, String))}";

    /// <summary>Adds the values of <see cref="OneOf"/>.</summary>
    public static Parameters Add(Parameters values, IReadOnlyCollection<CellId> cells) => values
        .Tuples("cells", cells.Select(cell => System.Tuple.Create(cell.Sweep, cell.Agent, cell.Model, cell.Category, cell.Task)));

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
