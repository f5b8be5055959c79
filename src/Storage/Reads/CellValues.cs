using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>The distinct agents, models, categories, tasks (as <c>category/name</c>) or sweeps, by name; no run is read for it.</summary>
/// <param name="Dimension">Of what.</param>
/// <param name="Limit">Most values.</param>
public sealed record CellValues(CellDimension Dimension, int Limit = 10_000) : Question<string>
{
    private const string Sql = """
        SELECT DISTINCT Value FROM cell_values WHERE Dimension = {dimension:String} ORDER BY Value LIMIT {limit:UInt32}
        """;

    private const string SweepsSql = "SELECT DISTINCT Sweep FROM sweeps ORDER BY Sweep LIMIT {limit:UInt32}";

    internal override QueryText<string> ToQuery() => Dimension == CellDimension.Sweep
        ? new(SweepsSql, new Parameters().UInt32("limit", (uint)Limit), row => row.Text())
        : new(Sql, new Parameters().String("dimension", Name()).UInt32("limit", (uint)Limit), row => row.Text());

    private string Name() => Dimension switch
    {
        CellDimension.Agent => "agent",
        CellDimension.Model => "model",
        CellDimension.Category => "category",
        CellDimension.Task => "task",
        _ => throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, "no such dimension"),
    };
}
