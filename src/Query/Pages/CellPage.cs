using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sections;

namespace Tracing.Query.Pages;

/// <summary>The page of a cell: its axes, the run that is shown, and every record of it.</summary>
public static class CellPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives the HTML.</param>
    /// <param name="data">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    public static void Write(TextWriter output, CellPageData data, PageSite site) => Complete(Begin(output, data.Top, site), data, site);

    /// <summary>Writes the page down to the replay, whose script needs no more to begin.</summary>
    /// <param name="output">Receives the HTML.</param>
    /// <param name="top">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The page, to be completed.</returns>
    public static HtmlWriter Begin(TextWriter output, CellPageTop top, PageSite site)
    {
        HtmlWriter page = PageFrame.Begin(output, site, $"{top.Cell.Agent} × {top.Cell.Model}", script: null);
        page.Open("p", ("class", "category")).Text(top.Cell.Category).Close();
        page.Open("h1").Text($"{top.Cell.Agent} × {top.Cell.Model}").Close();
        page.Open("p", ("class", "task")).Text($"{top.Cell.Category}/{top.Cell.Task}").Close();
        LiveSection.Write(page, top);
        ScoreSections.Tiles(page, top.Scores, top.Axes);
        if (top.Runs.Count > 1)
        {
            ScoreSections.OverTrials(page, top.Axes);
            RunSections.Runs(page, top);
        }

        RunSections.Identity(page, top.Run);
        RunSections.Timing(page, top.Run);
        ScoreSections.Breakdown(page, top.Scores);
        MotionSections.Replay(page, top.Run);
        return page.Open("script", ("src", "/scripts/cell.js"), ("async", "")).Close();
    }

    /// <summary>Writes the rest of a page.</summary>
    /// <param name="page">The page, as it was begun.</param>
    /// <param name="data">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    public static void Complete(HtmlWriter page, CellPageData data, PageSite site)
    {
        MotionSections.Playback(page, data.Run, RecordingType.Of(data.Facts.Artifacts));
        ReuseSections.RunItYourself(page, data.Cell, data.Run, data.Facts.Command);
        RecordTables.Spans(page, data.Facts.Spans, (long)Math.Min(data.Run.SpanCount, long.MaxValue));
        RecordTables.ModelCalls(page, data.Facts.ModelCalls, data.Run.ModelCallCount);
        RecordTables.ToolCalls(page, data.Facts.ToolCalls, data.Run.ToolCallCount);
        ChangeSection.Write(page, data.Facts.Changes);
        LogSection.Write(page, data.Facts.Logs, data.Run.LogCount);
        RecordTables.Artifacts(page, data.Facts.Artifacts);
        RunSections.Provenance(page, data.Run, data.Top.Scores, data.Facts.Artifacts);
        RelatedSection.Write(page, data.Cell, data.Related);
        ReuseSections.Embed(page, data.Cell, data.Axes, site);
        PageFrame.End(page, site);
    }
}
