using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;

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
        string heading = all > (ulong)logs.Count ? FormattableString.Invariant($"Log records ({logs.Count} of {all})") : FormattableString.Invariant($"Log records ({logs.Count})");
        Tables.Section(page, heading, ["Timestamp", "Severity", "Event", "Service", "Body"], logs, (row, log) => row
            .Element("td", Figures.Time(log.TimeUnixNano)).Element("td", log.SeverityText).Element("td", log.EventName).Element("td", log.ServiceName)
            .Open("td").Element("code", log.Body.Length > LongestBody ? log.Body[..LongestBody] + " …" : log.Body).Close());
    }
}
