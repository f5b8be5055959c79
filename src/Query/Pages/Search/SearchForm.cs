using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Search;

/// <summary>The forms of a search: plain GET, so that a search has an address and needs no script.</summary>
internal static class SearchForm
{
    private const int MostOffered = 300;

    /// <summary>One field, for other pages; nothing where the site has no search.</summary>
    /// <param name="page">The page.</param>
    public static void WriteBox(HtmlWriter page)
    {
        if (!page.Has("/search"))
        {
            return;
        }

        page.Open("form", ("action", "/search"), ("method", "get"), ("role", "search"), ("class", "search-box"));
        page.Open("label").Text("Search names and records ").Open("input", ("type", "search"), ("name", "q")).Close();
        page.Element("button", "Search", ("type", "submit")).Text(" ").Element("a", "by agent, model, task, state or score", ("href", "/search")).Close();
    }

    /// <summary>All fields, filled with what was asked.</summary>
    /// <param name="page">The page.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="sweeps">Sweeps whose names are offered.</param>
    public static void Write(HtmlWriter page, SearchRequest request, IReadOnlyList<SweepRow> sweeps)
    {
        page.Open("form", ("action", "/search"), ("method", "get"), ("role", "search"), ("class", "search"));
        Field(page, request, "q", "Text in names and records");
        Field(page, request, "agent", "Agent", [.. sweeps.SelectMany(sweep => sweep.Agents)]);
        Field(page, request, "model", "Model", [.. sweeps.SelectMany(sweep => sweep.Models)]);
        Field(page, request, "task", "Task", [.. sweeps.SelectMany(sweep => sweep.Tasks)]);
        Field(page, request, "category", "Category", [.. sweeps.SelectMany(sweep => sweep.Tasks).Select(task => task.Split('/')[0])]);
        Field(page, request, "sweep", "Sweep", [.. sweeps.Select(sweep => sweep.Sweep)]);
        Choice(page, request, "state", "State", RunStates.All);
        Choice(page, request, "axis", "Axis", [.. AxisNames.All, AxisNames.CompositeRecorded]);
        Field(page, request, "min", "Least score");
        Field(page, request, "max", "Greatest score");
        page.Open("p").Element("button", "Search", ("type", "submit")).Text(" ").Element("a", "Clear", ("href", "/search")).Close().Close();
    }

    private static void Field(HtmlWriter page, SearchRequest request, string key, string label, IReadOnlyList<string>? offered = null)
    {
        string[] names = [.. (offered ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostOffered)];
        string list = "names-of-" + key;
        page.Open("label").Text(label).Open("input", ("type", "search"), ("name", key), ("value", request[key]), ("list", names.Length > 0 ? list : null), ("autocomplete", "off")).Close();
        if (names.Length == 0)
        {
            return;
        }

        page.Open("datalist", ("id", list));
        foreach (string name in names)
        {
            page.Open("option", ("value", name)).Close();
        }

        page.Close();
    }

    private static void Choice(HtmlWriter page, SearchRequest request, string key, string label, IReadOnlyList<string> values)
    {
        page.Open("label").Text(label).Open("select", ("name", key)).Element("option", "any", ("value", ""));
        IEnumerable<string> all = request[key] is { } asked && !values.Contains(asked, StringComparer.Ordinal) ? values.Append(asked) : values;
        foreach (string value in all)
        {
            page.Element("option", value, ("value", value), ("selected", value == request[key] ? "" : null));
        }

        page.Close().Close();
    }
}
