using System.Globalization;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages;

/// <summary>What every page has around its content.</summary>
public static class PageFrame
{
    private static readonly (string Name, string Path)[] Places = [("Sweeps and cells", "/"), ("Search", "/search"), ("Recordings", "/gallery"), ("GraphiQL", "/graphiql"), ("Schema", "/schema.graphql")];

    /// <summary>Writes a page of the service.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">Writes its content.</param>
    /// <returns>The HTML.</returns>
    public static string Write(string title, Action<HtmlWriter> content) => Write(title, null, content);

    /// <summary>Writes a page of the service with a script.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="script">Path of its script, or null.</param>
    /// <param name="content">Writes its content.</param>
    /// <returns>The HTML.</returns>
    public static string Write(string title, string? script, Action<HtmlWriter> content) => Write(ServedSite.Plain, title, script, content);

    /// <summary>Writes a page with a script.</summary>
    /// <param name="site">Where it stands.</param>
    /// <param name="title">Its title.</param>
    /// <param name="script">Path of its script, or null.</param>
    /// <param name="content">Writes its content.</param>
    /// <returns>The HTML.</returns>
    public static string Write(PageSite site, string title, string? script, Action<HtmlWriter> content) =>
        Text(output => Write(output, site, title, script, content));

    /// <summary>Writes a page with a script, however long, to where it goes.</summary>
    /// <param name="output">Receives the HTML.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="title">Its title.</param>
    /// <param name="script">Path of its script, or null.</param>
    /// <param name="content">Writes its content.</param>
    public static void Write(TextWriter output, PageSite site, string title, string? script, Action<HtmlWriter> content)
    {
        HtmlWriter page = Begin(output, site, title, script);
        content(page);
        End(page, site);
    }

    /// <summary>Writes what stands before a page's content.</summary>
    /// <param name="output">Receives the HTML.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="title">Its title.</param>
    /// <param name="script">Path of its script, or null.</param>
    /// <returns>The page, ready for its content, and to be ended by <see cref="End"/>.</returns>
    public static HtmlWriter Begin(TextWriter output, PageSite site, string title, string? script)
    {
        HtmlWriter page = Head(output, site, title, script);
        page.Element("a", "Skip to main content", ("href", "#main"), ("class", "skip"));
        page.Open("header").Element("a", "Tracing", ("href", "/"), ("class", "brand")).Open("nav");
        foreach ((string name, string path) in Places)
        {
            if (site.LinkTo(path) is not null)
            {
                page.Element("a", name, ("href", path));
            }
        }

        return page.Close().Close().Open("main", ("id", "main"));
    }

    /// <summary>Writes what stands behind a page's content.</summary>
    /// <param name="page">The page.</param>
    /// <param name="site">Where it stands.</param>
    public static void End(HtmlWriter page, PageSite site)
    {
        page.Close();
        site.WriteFoot(page);
        page.Close().Close();
    }

    /// <summary>Writes a page that is its content alone, for a frame on another page.</summary>
    /// <param name="site">Where it stands.</param>
    /// <param name="title">Its title.</param>
    /// <param name="content">Writes its content.</param>
    /// <returns>The HTML.</returns>
    public static string WriteBare(PageSite site, string title, Action<HtmlWriter> content) => Text(output =>
    {
        HtmlWriter page = Head(output, site, title, null);
        page.Open("main", ("class", "card"));
        content(page);
        page.Close().Close().Close();
    });

    /// <summary>Writes a page that says what went wrong.</summary>
    /// <param name="title">What went wrong.</param>
    /// <param name="sentence">What can be done.</param>
    public static string Problem(string title, string sentence) =>
        Write(title, page => page.Element("h1", title).Element("p", sentence));

    private static string Text(Action<TextWriter> write)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        write(output);
        return output.ToString();
    }

    private static HtmlWriter Head(TextWriter output, PageSite site, string title, string? script)
    {
        HtmlWriter page = new(output, site);
        page.Open("html", ("lang", "en")).Open("head");
        page.Open("meta", ("charset", "utf-8"));
        site.WriteHead(page);
        page.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", title + " – Tracing");
        page.Open("link", ("rel", "stylesheet"), ("href", "/styles/page.css"));
        page.Open("link", ("rel", "icon"), ("href", "/styles/icon.svg"));
        if (script is not null)
        {
            page.Open("script", ("src", script), ("defer", "")).Close();
        }

        return page.Close().Open("body");
    }
}
