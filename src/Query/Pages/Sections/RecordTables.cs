using Tracing.Query.Loading;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>The records of a run as tables.</summary>
internal static class RecordTables
{
    private const int ShortHash = 12;

    /// <summary>Spans by start, children under their parents' ids.</summary>
    /// <param name="page">The page.</param>
    /// <param name="spans">The spans that are shown.</param>
    /// <param name="all">How many the run has.</param>
    public static void Spans(HtmlWriter page, IReadOnlyList<SpanView> spans, long all)
    {
        long start = spans.Count == 0 ? 0 : spans.Min(span => span.Row.StartUnixNano);
        page.Open("section", ("id", "spans")).Element("h2", Figures.Part("Trace spans", spans.Count, all));
        Tables.Rows(page, ["Span", "Kind", "Name", "Start", "Duration", "Attributes / error"], spans, (row, span) =>
        {
            row.Open("tr", ("id", "span-" + span.Row.SpanId)).Open("td", ("class", "id")).Element("code", span.Row.SpanId);
            if (span.Row.ParentSpanId.Length > 0)
            {
                row.Open("br").Text("↳ ").Element("code", span.Row.ParentSpanId);
            }

            row.Close().Element("td", span.BenchKind ?? span.Row.Kind)
                .Element("td", span.Row.Name)
                .Element("td", "+" + Figures.Duration(span.Row.StartUnixNano - start), ("data-value", Figures.Number(span.Row.StartUnixNano - start)))
                .Element("td", Figures.Duration(span.Row.DurationNano), ("data-value", Figures.Number(span.Row.DurationNano)))
                .Open("td");
            Details(row, span.Row);
            row.Close().Close();
        }, isPart: all > spans.Count);
        page.Close();
    }

    /// <summary>Calls of models.</summary>
    /// <param name="page">The page.</param>
    /// <param name="calls">The calls that are shown.</param>
    /// <param name="all">How many the run has.</param>
    public static void ModelCalls(HtmlWriter page, IReadOnlyList<ModelCallRow> calls, long all)
    {
        page.Open("section", ("id", "model-calls")).Element("h2", Figures.Part("Model calls", calls.Count, all));
        if (calls.Count == 0)
        {
            page.Element("p", "Per-call token capture is not available for this run.", ("class", "none")).Close();
            return;
        }

        ModelCallPlot.Write(page, calls);
        Tables.Rows(page, ["#", "Timestamp", "Model", "Request hash", "Prompt", "Cached", "Completion", "Latency", "First token", "Finish", "Attempt", "Status", "Source"], calls, (row, call) => row
            .Open("tr").Element("td", Figures.Number(call.Index)).Element("td", Figures.Time(call.StartedAt)).Element("td", call.Model)
            .Open("td", ("title", call.RequestHash)).Element("code", call.RequestHash is { Length: > ShortHash } hash ? hash[..ShortHash] + "…" : Figures.Text(call.RequestHash)).Close()
            .Element("td", Figures.Number(call.PromptTokens)).Element("td", Figures.Number(call.CachedTokens)).Element("td", Figures.Number(call.CompletionTokens))
            .Element("td", Figures.Millis(call.LatencyMs), ("data-value", Figures.Raw(call.LatencyMs))).Element("td", Figures.Millis(call.FirstTokenMs), ("data-value", Figures.Raw(call.FirstTokenMs))).Element("td", Figures.Text(call.FinishReason)).Element("td", Figures.Number(call.Attempt))
            .Element("td", call.ErrorType is null ? call.Status : $"{call.Status}: {call.ErrorType}").Element("td", call.Source).Close());
        page.Close();
    }

    /// <summary>Uses of tools.</summary>
    /// <param name="page">The page.</param>
    /// <param name="calls">The calls that are shown.</param>
    /// <param name="all">How many the run has.</param>
    public static void ToolCalls(HtmlWriter page, IReadOnlyList<ToolCallRow> calls, long all) => Tables.Section(
        page,
        Figures.Part("Tool calls", calls.Count, all),
        ["#", "Timestamp", "Tool", "Duration", "Exit code", "Success", "Arguments", "Source"],
        calls,
        (row, call) => row
            .Element("td", Figures.Number(call.Index)).Element("td", Figures.Time(call.StartedAt)).Element("td", call.Name)
            .Element("td", Figures.Millis(call.DurationMs), ("data-value", Figures.Raw(call.DurationMs))).Element("td", Figures.Number(call.ExitCode))
            .Element("td", Figures.YesNo(call.Success)).Open("td").Element("code", Figures.Text(call.Arguments)).Close().Element("td", call.Source));

    /// <summary>What a run left behind.</summary>
    /// <param name="page">The page.</param>
    /// <param name="artifacts">The artifacts.</param>
    public static void Artifacts(HtmlWriter page, IReadOnlyList<ArtifactRow> artifacts) => Tables.Section(
        page,
        FormattableString.Invariant($"Artifacts ({artifacts.Count})"),
        ["Kind", "Format", "Made", "Size", "Complete", "Cut by its maker", "SHA-256"],
        artifacts,
        (row, artifact) => row
            .Element("td", artifact.Kind).Element("td", artifact.Format).Element("td", artifact.Made).Element("td", Figures.Number(artifact.Size) + " B", ("data-value", Figures.Number(artifact.Size)))
            .Element("td", Figures.YesNo(artifact.Complete)).Element("td", Figures.YesNo(artifact.Truncated)).Open("td").Element("code", artifact.Sha256).Close());

    /// <summary>What a span says of itself: its error and its attributes.</summary>
    /// <param name="page">The page.</param>
    /// <param name="span">The span.</param>
    public static void Details(HtmlWriter page, SpanRow span)
    {
        if (span.StatusCode == "Error")
        {
            page.Element("p", "Error: " + span.StatusMessage, ("class", "error"));
        }

        Attributes(page, span.Attributes);
    }

    private static void Attributes(HtmlWriter page, IReadOnlyList<AttributeValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        page.Open("ul", ("class", "attributes"));
        foreach (AttributeValue attribute in attributes)
        {
            string value = SecretShapes.IsNameOfOne(attribute.Key) ? SecretShapes.Mark
                : page.Site.Shown(MessageContents.IsAttribute(attribute.Key), attribute.Value);
            page.Open("li").Element("b", attribute.Key).Text(" ").Element("code", value).Close();
        }

        page.Close();
    }
}
