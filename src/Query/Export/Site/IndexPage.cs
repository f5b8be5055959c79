using System.Globalization;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sweeps;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Export.Site;

/// <summary>The first page of an export: its sweep and every cell of it.</summary>
internal static class IndexPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cells">Its cells.</param>
    public static void Write(TextWriter output, PageSite site, SweepRow sweep, IReadOnlyList<ExportedCell> cells) => PageFrame.Write(output, site, $"Sweep {sweep.Sweep}", "/scripts/cell.js", page =>
    {
        page.Element("h1", $"Sweep {sweep.Sweep}");
        page.Element("p", $"{Figures.Count(sweep.Cells, "cell")}, {Figures.Count(sweep.Runs, "run")}, {Figures.Time(sweep.FirstStart)} to {Figures.Time(sweep.LastStart)}", ("class", "task"));
        page.Open("nav", ("class", "choices"), ("aria-label", "Axis"));
        foreach (string axis in AxisNames.All)
        {
            page.Element("a", axis, ("href", SweepView.First(axis).PathOf(sweep.Sweep)));
        }

        page.Close();
        Tables.Section(page, "Cells", ["Agent", "Model", "Task", "Trials", "Runs"], cells, (row, cell) => Row(row, cell));
    });

    private static void Row(HtmlWriter row, ExportedCell cell)
    {
        row.Element("td", cell.Id.Agent).Element("td", cell.Id.Model)
            .Open("td").Element("a", cell.Id.TaskId, ("href", CellAddress.PathOf(cell.Id))).Close()
            .Open("td", ("data-value", Figures.Number(cell.Trials.Count)));
        foreach (uint trial in cell.Trials)
        {
            row.Element("a", Figures.Number(trial), ("href", CellAddress.PathOf(cell.Id, trial)), ("aria-label", string.Create(CultureInfo.InvariantCulture, $"{cell.Id} trial {trial}"))).Text(" ");
        }

        row.Close().Element("td", Figures.Number(cell.Runs.Count));
    }
}
