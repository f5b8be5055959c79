using System.Net;
using System.Text.RegularExpressions;

namespace Tracing.Query.Tests.Support;

/// <summary>Pages as tests read them.</summary>
internal static partial class PageReading
{
    /// <summary>Gets a page, which must have a status.</summary>
    public static async Task<string> PageAsync(this QueryHost host, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);
        string page = await response.Content.ReadAsStringAsync(QueryHost.Cancellation);
        Assert.True(status == response.StatusCode, $"{path}: {response.StatusCode} {Text(page)}");
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        return page;
    }

    /// <summary>What a reader sees, with a bar for each tag.</summary>
    public static string Text(string html) => Bars().Replace(WebUtility.HtmlDecode(Tags().Replace(html, "|")), "|");

    /// <summary>Asserts that a text is told; the whole of what is told stands in the failure.</summary>
    public static void Tells(string expected, string text) => Assert.True(text.Contains(expected, StringComparison.Ordinal), $"not told: {expected}\n{text}");

    /// <summary>A part of a page by its id.</summary>
    public static string Section(string page, string id)
    {
        int start = page.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, "no part " + id);
        return page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    /// <summary>Where the links of a page lead that begin with a path.</summary>
    public static string[] Links(string page, string path) =>
        [.. Hrefs().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link.StartsWith(path, StringComparison.Ordinal))];

    /// <summary>Asserts that nothing that came as data became markup.</summary>
    public static void HoldsNoForeignMarkup(string page, params string[] own)
    {
        string[] elements = [.. Elements().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(own, elements.Where(name => name is "script" or "svg" or "img" or "i" or "iframe").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Handlers().Matches(Quoted().Replace(page, "\"\"")), match => match.Success);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u001B', page);
        Assert.DoesNotContain('\0', page);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("[|\\s]*\\|[|\\s]*")]
    private static partial Regex Bars();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Hrefs();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("<[^>]*\\son[a-z]+=[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Handlers();

    [GeneratedRegex("<([a-z0-9]+)")]
    private static partial Regex Elements();
}
