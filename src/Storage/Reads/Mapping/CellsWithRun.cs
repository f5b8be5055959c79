namespace Tracing.Storage.Reads.Mapping;

/// <summary>That one run of a cell meets conditions, whatever its other runs do.</summary>
internal static class CellsWithRun
{
    /// <summary>Adds the condition to those of cells; the same cells bound the runs that are looked at.</summary>
    /// <param name="cells">Conditions on the columns that name a cell.</param>
    /// <param name="run">What the run must meet; null adds nothing.</param>
    public static Conditions Add(Conditions cells, RunConditions? run) => run is null ? cells : cells.Add(
        $"{CellParts.Tuple} IN (SELECT {Dimensions.Cell} FROM runs FINAL WHERE {run.AddTo(cells.Inner().Add(cells.Text)).Text})");
}
