using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages;

/// <summary>What every page has around its content.</summary>
public static class PageFrame
{
    /// <summary>Writes a page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">Writes its content.</param>
    /// <returns>The HTML.</returns>
    public static string Write(string title, Action<HtmlWriter> content)
    {
        using StringWriter output = new(System.Globalization.CultureInfo.InvariantCulture);
        HtmlWriter page = new(output);
        page.Open("html", ("lang", "en")).Open("head");
        page.Open("meta", ("charset", "utf-8"));
        page.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", title + " – Tracing");
        page.Open("link", ("rel", "stylesheet"), ("href", "/styles/page.css"));
        page.Close().Open("body");
        page.Open("header").Element("a", "Tracing", ("href", "/"), ("class", "brand"));
        page.Open("nav").Element("a", "Cells", ("href", "/")).Element("a", "GraphiQL", ("href", "/graphiql")).Element("a", "Schema", ("href", "/schema.graphql")).Close();
        page.Close().Open("main");
        content(page);
        page.Close().Close().Close();
        return output.ToString();
    }

    /// <summary>Writes a page that says what went wrong.</summary>
    /// <param name="title">What went wrong.</param>
    /// <param name="sentence">What can be done.</param>
    public static string Problem(string title, string sentence) =>
        Write(title, page => page.Element("h1", title).Element("p", sentence));
}
