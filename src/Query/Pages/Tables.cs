using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages;

/// <summary>Tables of the pages.</summary>
internal static class Tables
{
    /// <summary>Writes a section with a heading and a table, or the words for no rows.</summary>
    /// <typeparam name="TRow">A row.</typeparam>
    /// <param name="page">The page.</param>
    /// <param name="heading">The section's heading.</param>
    /// <param name="columns">Heads of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="write">Writes the cells of a row.</param>
    public static void Section<TRow>(HtmlWriter page, string heading, IReadOnlyList<string> columns, IReadOnlyCollection<TRow> rows, Action<HtmlWriter, TRow> write)
    {
        page.Open("section").Element("h2", heading);
        if (rows.Count == 0)
        {
            page.Element("p", "None was recorded.", ("class", "none")).Close();
            return;
        }

        page.Open("div", ("class", "wide")).Open("table").Open("thead").Open("tr");
        foreach (string column in columns)
        {
            page.Element("th", column, ("scope", "col"));
        }

        page.Close().Close().Open("tbody");
        foreach (TRow row in rows)
        {
            page.Open("tr");
            write(page, row);
            page.Close();
        }

        page.Close().Close().Close().Close();
    }

    /// <summary>Writes a section of names and values.</summary>
    /// <param name="page">The page.</param>
    /// <param name="heading">The section's heading.</param>
    /// <param name="facts">Names and values.</param>
    public static void Facts(HtmlWriter page, string heading, params IReadOnlyList<(string Name, string Value)> facts)
    {
        page.Open("section").Element("h2", heading).Open("table", ("class", "facts")).Open("tbody");
        foreach ((string name, string value) in facts)
        {
            page.Open("tr").Element("th", name, ("scope", "row")).Element("td", value, ("class", value == Figures.NotRecorded ? "none" : null)).Close();
        }

        page.Close().Close().Close();
    }
}
