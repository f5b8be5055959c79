using Tracing.Query.Pages;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Export.Site;

/// <summary>The page that tells what the service has and an export has not.</summary>
internal static class LeftOutPage
{
    /// <summary>Its address in an export; the service has none.</summary>
    public const string Path = "/left-out";

    /// <summary>Its file.</summary>
    public const string File = "left-out.html";

    private static readonly (string What, string Instead)[] LeftOut =
    [
        ("GraphQL, GraphiQL and the schema", "The files records.jsonl of each run hold the same records."),
        ("What is live: runs that go on are shown as they were when they were exported", "Export again."),
        ("Comparisons, search and the gallery of recordings", "They answer questions, and files do not. Names that would lead there are plain text."),
        ("Other sweeps", "Each sweep is an export of its own."),
        ("Badges of other axes and in other styles", "badges/ holds the composite of each cell, flat."),
        ("Runs of a trial that was run again", "Pages show the run that counts; runs/ holds them all."),
        ("Rows beyond the thousandth of a table, and log records beyond the two hundredth", "The files of the run hold all of them."),
        ("Attributes of spans beyond the thousandth", "The timeline and its table have the spans themselves, the files of the run their attributes too."),
    ];

    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="formats">What the export holds.</param>
    public static void Write(TextWriter output, PageSite site, ExportFormats formats) => PageFrame.Write(output, site, "What is left out", null, page =>
    {
        page.Element("h1", "What is left out");
        page.Open("div", ("class", "wide"), ("tabindex", "0")).Open("table").Open("thead").Open("tr").Element("th", "Left out", ("scope", "col")).Element("th", "Instead", ("scope", "col")).Close().Close().Open("tbody");
        foreach ((string what, string instead) in LeftOut)
        {
            page.Open("tr").Element("th", what, ("scope", "row")).Element("td", instead).Close();
        }

        foreach (ExportFormats format in new[] { ExportFormats.Otlp, ExportFormats.Jsonl, ExportFormats.Cast }.Where(format => !formats.HasFlag(format)))
        {
            page.Open("tr").Element("th", $"Files of the format {format.ToString().ToLowerInvariant()}", ("scope", "row")).Element("td", "This export was made without them.").Close();
        }

        page.Close().Close().Close();
    });
}
