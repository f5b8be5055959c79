using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Search;
using Tracing.Query.Pages.Sweeps;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages;

/// <summary>The first page: the newest sweeps and cells, and how to send data.</summary>
public static class HomePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="sweeps">The newest sweeps.</param>
    /// <param name="cells">The newest cells.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(IReadOnlyList<SweepRow> sweeps, IReadOnlyList<CellRow> cells, PageSite site) => PageFrame.Write(site, "Sweeps and cells", "/scripts/cell.js", page =>
    {
        var view = SweepView.First(AxisNames.PassRate);
        page.Element("h1", "Sweeps and cells");
        SearchForm.WriteBox(page);
        Tables.Section(page, "Newest sweeps", ["Sweep", "Cells", "Runs", "First start", "Last start"], sweeps, (row, sweep) => row
            .Open("td").Element("a", sweep.Sweep, ("href", view.PathOf(sweep.Sweep))).Close()
            .Element("td", Figures.Number(sweep.Cells))
            .Element("td", Figures.Number(sweep.Runs))
            .Element("td", Figures.Time(sweep.FirstStart))
            .Element("td", Figures.Time(sweep.LastStart)));
        Tables.Section(page, "Newest cells", ["Agent", "Model", "Task", "Sweep", "Runs", "Newest start"], cells, (row, cell) => row
            .Element("td", cell.Agent)
            .Element("td", cell.Model)
            .Open("td").Element("a", $"{cell.Category}/{cell.Task}", ("href", CellAddress.PathOf(cell))).Close()
            .Element("td", cell.Sweep)
            .Element("td", Figures.Number(cell.Runs))
            .Element("td", Figures.Time(cell.NewestUnixNano == 0 ? null : cell.NewestUnixNano)));
        SendData(page, site);
    });

    private static void SendData(HtmlWriter page, PageSite site)
    {
        page.Open("section", ("id", "send-data")).Element("h2", "Send data");
        page.Element("p", "Point any OpenTelemetry exporter at the collector, whose address stands in its log, and name the cell and the run:", ("class", "hint"));
        page.Open("div", ("class", "copyable")).Element(
            "pre",
            "export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318\nexport OTEL_RESOURCE_ATTRIBUTES=\"bench.cell.id=my-sweep/my-agent/my-model/my-category/my-task,bench.run.id=$(uuidgen),bench.trial=1\"",
            ("data-copy", "Environment of a harness"),
            ("tabindex", "0")).Close();
        page.Element("p", "Or run agents with tracing run, or put tracing proxy before one. Ask by GraphQL:", ("class", "hint"));
        page.Open("div", ("class", "copyable")).Element(
            "pre",
            $"curl -s {site.CopyOf("/graphql")} -H 'Content-Type: application/json' -d '{{\"query\":\"{{ cells(first: 5) {{ nodes {{ id runs {{ state }} }} }} }}\"}}'",
            ("data-copy", "A query"),
            ("tabindex", "0")).Close().Close();
    }
}
