using Microsoft.AspNetCore.Http;
using Tracing.Query.Execution;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>How a sweep is looked at: which axis, over which dimensions.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Rows">What a row of the matrix is.</param>
/// <param name="Columns">What a column is.</param>
public sealed record SweepView(string Axis, CellDimension Rows, CellDimension Columns)
{
    private const int LongestAxis = 100;

    /// <summary>The pairs of dimensions that can be chosen.</summary>
    public static IReadOnlyList<(CellDimension Rows, CellDimension Columns)> Shapes { get; } =
        [(CellDimension.Task, CellDimension.Agent), (CellDimension.Model, CellDimension.Agent), (CellDimension.Task, CellDimension.Model)];

    /// <summary>The view of an axis that comes first.</summary>
    /// <param name="axis">The axis.</param>
    public static SweepView First(string axis) => new(axis, Shapes[0].Rows, Shapes[0].Columns);

    /// <summary>As a request asks: <c>axis</c>, and <c>by</c> as <c>task-agent</c>.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="QueryError">It asks for what there is not.</exception>
    public static SweepView Of(HttpRequest request)
    {
        string axis = request.Query["axis"] switch
        {
            [] => AxisNames.PassRate,
            [{ Length: > 0 and <= LongestAxis } named] => AxisNames.Canonical(named),
            _ => throw QueryError.NotFound("axis", ""),
        };
        string by = request.Query["by"] is [{ } wanted] ? wanted : NameOf(Shapes[0]);
        (CellDimension rows, CellDimension columns) = Shapes.Any(shape => NameOf(shape) == by) ? Shapes.First(shape => NameOf(shape) == by) : throw QueryError.NotFound("view", by);
        return new SweepView(axis, rows, columns);
    }

    /// <summary>Path of a sweep's page in this view.</summary>
    /// <param name="sweep">The sweep.</param>
    public string PathOf(string sweep) => $"/sweep/{Uri.EscapeDataString(sweep)}?axis={Uri.EscapeDataString(Axis)}&by={By}";

    /// <summary>Its dimensions as a request names them, <c>task-agent</c>.</summary>
    public string By => NameOf((Rows, Columns));

    private static string NameOf((CellDimension Rows, CellDimension Columns) shape) => $"{Word(shape.Rows)}-{Word(shape.Columns)}";

    private static string Word(CellDimension dimension) => dimension switch
    {
        CellDimension.Agent => "agent",
        CellDimension.Model => "model",
        _ => "task",
    };
}
