using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sections;
using Tracing.Query.RunData;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>Two runs on one time scale, each from its own start; below them, and without script, the same in words.</summary>
internal static class TimelinePair
{
    private const int MostTold = 300;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="data">The two runs.</param>
    public static void Write(HtmlWriter page, CellComparisonData data)
    {
        page.Open("section", ("id", "timelines")).Element("h2", "Timelines");
        if (data.A.Run.SpanCount == 0 && data.B.Run.SpanCount == 0)
        {
            page.Element("p", "No span was recorded of either run.", ("class", "none")).Close();
            return;
        }

        page.Element("p", "One time scale, each run from its own start. space play/pause · ←/→ next or previous start of a span · ,/. step 100 ms · +/− zoom · shift ←/→ move · 0 all", ("class", "hint"));
        MotionSections.Controls(page);
        Lane(page, "A", data.A);
        Lane(page, "B", data.B);
        page.Open("p", ("class", "replay-fault error"), ("role", "alert")).Close();
        page.Element("noscript", "The drawing needs JavaScript; its words below do not.");
        InWords(page, data);
        page.Close();
    }

    private static void Lane(HtmlWriter page, string name, ComparedRun side)
    {
        page.Element("h3", $"{name}: {side.Cell.Agent} × {side.Cell.Model}");
        if (side.Run.SpanCount == 0)
        {
            page.Element("p", "No span was recorded.", ("class", "none"));
            return;
        }

        page.Open(
                "div",
                ("class", "replay-rows lane"),
                ("id", "timeline-" + name.ToLowerInvariant()),
                ("data-src", RunDataPaths.Timeline(side.Run)),
                ("tabindex", "0"),
                ("role", "img"),
                ("aria-label", $"Timeline of {name}; In words, below, says the same"))
            .Open("div", ("class", "replay-pad")).Close().Open("canvas", ("class", "replay-canvas")).Close().Close();
    }

    private static void InWords(HtmlWriter page, CellComparisonData data)
    {
        (string Side, TimelineSpanRow Row, string? Kind, long Offset)[] spans = [.. Told("A", data.A).Concat(Told("B", data.B)).OrderBy(span => span.Offset)];
        page.Open("details").Element("summary", FormattableString.Invariant($"In words ({Math.Min(spans.Length, MostTold)} of {spans.Length} spans that say what the runs did)"));
        Tables.Rows(page, ["From start", "Run", "Kind", "Span", "Took"], [.. spans.Take(MostTold)], (row, span) => row
            .Open("tr").Element("td", "+" + Figures.Duration(span.Offset), ("data-value", Figures.Number(span.Offset)))
            .Element("td", span.Side).Element("td", span.Kind ?? "inner").Element("td", span.Row.Failed ? span.Row.Name + " (error)" : span.Row.Name)
            .Element("td", Figures.Duration(span.Row.DurationNano), ("data-value", Figures.Number(span.Row.DurationNano))).Close());
        page.Close();
    }

    private static IEnumerable<(string, TimelineSpanRow, string?, long Offset)> Told(string name, ComparedRun side)
    {
        long start = side.Spans.Count == 0 ? 0 : side.Spans.Min(span => span.Row.StartUnixNano);
        return side.Spans.Select(span => (name, span.Row, span.Kind, span.Row.StartUnixNano - start));
    }
}
