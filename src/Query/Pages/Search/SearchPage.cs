using Tracing.Query.Paging;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Search;

/// <summary>The page of a search: its form, and what was found.</summary>
public static class SearchPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(SearchResults results, PageSite site) => PageFrame.Write(site, "Search", "/scripts/compare.js", page =>
    {
        page.Element("h1", "Search");
        SearchForm.Write(page, results.Request, results.Sweeps);
        page.Open("section", ("id", "results"));
        if (results.Places is { } places)
        {
            Places(page, results, places);
        }
        else if (results.Runs is { } runs)
        {
            Runs(page, results, runs);
        }

        page.Close();
    });

    /// <summary>Path of the page of a run's cell at its trial.</summary>
    /// <param name="run">The run.</param>
    internal static string PathOf(RunRow run) => CellAddress.PathOf(new CellId(run.Sweep, run.Agent, run.Model, run.Category, run.Task), run.Trial);

    private static void Runs(HtmlWriter page, SearchResults results, Page<RunRow> runs)
    {
        if (runs.Edges.Count == 0)
        {
            page.Element("h2", "Nothing found").Element("p", results.Request.IsEmpty ? "No run is here yet." : $"No run fits: {results.Request.Words}. Names are compared to the letter.");
            return;
        }

        string first = results.Request.After is null ? "the newest first" : "further ones";
        page.Element("h2", results.Request.IsEmpty ? "All runs" : "Runs found").Element("p", FormattableString.Invariant($"{runs.Edges.Count} of {results.Total} shown, {first}."), ("role", "status"));
        string? axis = results.Request.Axis is { } asked && asked != AxisNames.PassRate ? asked : null;
        string[] columns = ["Started", "Agent", "Model", "Task", "Sweep", "Trial", "State", AxisNames.PassRate, .. axis is null ? Array.Empty<string>() : [axis], "Took"];
        Tables.Rows(page, columns, [.. runs.Edges.Select(edge => edge.Node)], (row, run) =>
        {
            row.Open("tr").Element("td", Figures.Time(run.StartedAt)).Element("td", run.Agent).Element("td", run.Model)
                .Open("td").Element("a", $"{run.Category}/{run.Task}", ("href", PathOf(run))).Close()
                .Element("td", run.Sweep).Element("td", Figures.Number(run.Trial)).Element("td", run.State);
            Score(row, run, AxisNames.PassRate);
            if (axis is not null)
            {
                Score(row, run, axis);
            }

            row.Element("td", Figures.Duration(run.DurationNano), ("data-value", Figures.Raw(run.DurationNano))).Close();
        });
        if (runs.HasNext)
        {
            page.Open("p").Element("a", "Next page", ("rel", "next"), ("href", $"{results.Request.Path}&after={runs.Edges[^1].Cursor}")).Close();
        }
    }

    private static void Score(HtmlWriter row, RunRow run, string axis)
    {
        double? value = run.Scores.TryGetValue(axis, out double known) ? known : null;
        row.Element("td", Figures.Score(axis, value, run.NotApplicable.Contains(axis, StringComparer.Ordinal)), ("class", value is null ? "none" : null), ("data-value", Figures.Raw(value)));
    }

    private static void Places(HtmlWriter page, SearchResults results, IReadOnlyList<(SearchHitRow Hit, RunRow Run)> places)
    {
        string where = results.SweepTaken is { } sweep ? $"the newest sweep, {sweep}" : results.Request["sweep"] is { } named ? $"sweep {named}" : "no sweep";
        if (results.Names.Count > 0)
        {
            page.Element("h2", "Names that hold the text").Open("ul", ("class", "links"));
            foreach ((string key, string name) in results.Names)
            {
                page.Open("li").Text(key + " ").Element("a", name, ("href", SearchRequest.PathOf(key, name))).Close();
            }

            page.Close();
        }

        if (places.Count == 0)
        {
            page.Element("h2", results.Names.Count > 0 ? "Nothing found in records" : "Nothing found")
                .Element("p", $"No record of a run in {where} fits: {results.Request.Words}. Looked at were names and errors of spans, arguments and results of tools, errors of model calls and log records.");
            return;
        }

        page.Element("h2", "Places in records")
            .Element("p", FormattableString.Invariant($"{places.Count} places in {where}, the newest first{(places.Count >= SearchReader.MostPlaces ? "; there may be more" : "")}."), ("role", "status"));
        Tables.Rows(page, ["When", "Run", "Where", "Text around it"], places, (row, place) => row
            .Open("tr").Element("td", Figures.Time(place.Hit.TimeUnixNano))
            .Open("td").Element("a", $"{place.Run.Agent} × {place.Run.Model}, {place.Run.Category}/{place.Run.Task}", ("href", PathOf(place.Run))).Text(FormattableString.Invariant($" trial {place.Run.Trial}, {place.Run.State}")).Close()
            .Element("td", $"{place.Hit.Kind} {place.Hit.Name}: {place.Hit.Field}").Open("td").Element("code", page.Site.Shown(place.Hit.Kind == "log" && MessageContents.IsEvent(place.Hit.Name), place.Hit.Excerpt)).Close().Close());
    }
}
