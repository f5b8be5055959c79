using Tracing.Storage.Reads;

namespace Tracing.Query.Pages;

/// <summary>The first page: the newest cells.</summary>
public static class HomePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="cells">The newest cells.</param>
    /// <returns>The HTML.</returns>
    public static string Write(IReadOnlyList<CellRow> cells) => PageFrame.Write("Cells", page =>
    {
        page.Element("h1", "Newest cells");
        Tables.Section(page, "Cells", ["Agent", "Model", "Task", "Sweep", "Runs", "Newest start"], cells, (row, cell) => row
            .Element("td", cell.Agent)
            .Element("td", cell.Model)
            .Open("td").Element("a", $"{cell.Category}/{cell.Task}", ("href", CellAddress.PathOf(cell))).Close()
            .Element("td", cell.Sweep)
            .Element("td", Figures.Number(cell.Runs))
            .Element("td", Figures.Time(cell.NewestUnixNano == 0 ? null : cell.NewestUnixNano)));
    });
}
