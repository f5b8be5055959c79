namespace Tracing.Query.Pages.Html;

/// <summary>Tables of the pages.</summary>
internal static class Tables
{
    // From here on a browser lays rows out only when they come into sight.
    private const int Many = 100;

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
        Rows(page, columns, rows, (row, one) =>
        {
            row.Open("tr");
            write(row, one);
            row.Close();
        });
        page.Close();
    }

    /// <summary>Writes a table that a reader can sort and filter, or the words for no rows.</summary>
    /// <typeparam name="TRow">A row.</typeparam>
    /// <param name="page">The page.</param>
    /// <param name="columns">Heads of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="write">Writes a row, its element included.</param>
    /// <param name="isPart">Whether there are more rows than these: a script that knows all of them makes the table its own.</param>
    /// <param name="sortable">Whether another order would say something.</param>
    public static void Rows<TRow>(HtmlWriter page, IReadOnlyList<string> columns, IReadOnlyCollection<TRow> rows, Action<HtmlWriter, TRow> write, bool isPart = false, bool sortable = true)
    {
        if (rows.Count == 0)
        {
            page.Element("p", "None was recorded.", ("class", "none"));
            return;
        }

        page.Open("div", ("class", rows.Count >= Many ? "wide many" : "wide"), ("tabindex", "0")).Open("table", ("data-sortable", sortable && rows.Count > 1 && !isPart ? "" : null), ("data-part-of", isPart ? "" : null)).Open("thead").Open("tr");
        foreach (string column in columns)
        {
            page.Element("th", column, ("scope", "col"));
        }

        page.Close().Close().Open("tbody");
        foreach (TRow row in rows)
        {
            write(page, row);
        }

        page.Close().Close().Close();
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
