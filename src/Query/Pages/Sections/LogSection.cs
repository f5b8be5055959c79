using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>The first log records of a run.</summary>
internal static class LogSection
{
    private const int LongestBody = 2_000;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="logs">The records that are shown.</param>
    /// <param name="all">How many the run has.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<LogRow> logs, ulong all)
    {
        Tables.Section(page, Figures.Part("Log records", logs.Count, (long)all), ["Timestamp", "Severity", "Event", "Service", "Body"], logs, (row, log) => row
            .Element("td", Figures.Time(log.TimeUnixNano)).Element("td", log.SeverityText).Element("td", log.EventName).Element("td", log.ServiceName)
            .Open("td").Element("code", Body(page.Site.Shown(MessageContents.IsEvent(log.EventName), log.Body))).Close());
    }

    private static string Body(string body) => body.Length > LongestBody ? body[..LongestBody] + " …" : body;
}
