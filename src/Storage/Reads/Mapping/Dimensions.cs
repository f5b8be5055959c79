namespace Tracing.Storage.Reads.Mapping;

/// <summary>How the dimensions of cells stand in a query over columns of runs.</summary>
internal static class Dimensions
{
    /// <summary>The columns that name a cell.</summary>
    public const string Cell = "Sweep, Agent, Model, Category, Task";

    /// <summary>A task with its category: names of tasks are unique in a category only.</summary>
    public const string FullTask = "concat(Category, '/', Task)";

    /// <summary>An array with one value for each dimension.</summary>
    /// <param name="dimensions">The dimensions; none gives an empty array.</param>
    public static string Group(IReadOnlyList<CellDimension> dimensions) => $"[{string.Join(", ", dimensions.Select(Expression))}]::Array(String)";

    private static string Expression(CellDimension dimension) => dimension switch
    {
        CellDimension.Sweep => "Sweep",
        CellDimension.Agent => "Agent",
        CellDimension.Model => "Model",
        CellDimension.Category => "Category",
        CellDimension.Task => FullTask,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "no such dimension"),
    };
}
