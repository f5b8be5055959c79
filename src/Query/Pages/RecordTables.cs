using Tracing.Query.Loading;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages;

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
        string heading = all > spans.Count ? FormattableString.Invariant($"Trace spans ({spans.Count} of {all})") : FormattableString.Invariant($"Trace spans ({spans.Count})");
        long start = spans.Count == 0 ? 0 : spans.Min(span => span.Row.StartUnixNano);
        Tables.Section(page, heading, ["Span", "Kind", "Name", "Start", "Duration", "Attributes"], spans, (row, span) =>
        {
            row.Open("td", ("class", "id")).Element("code", span.Row.SpanId);
            if (span.Row.ParentSpanId.Length > 0)
            {
                row.Open("br").Text("↳ ").Element("code", span.Row.ParentSpanId);
            }

            row.Close().Element("td", span.BenchKind ?? span.Row.Kind)
                .Element("td", span.Row.Name)
                .Element("td", "+" + Figures.Duration(span.Row.StartUnixNano - start))
                .Element("td", Figures.Duration(span.Row.DurationNano))
                .Open("td");
            if (span.Row.StatusCode == "Error")
            {
                row.Element("p", "Error: " + span.Row.StatusMessage, ("class", "error"));
            }

            Attributes(row, span.Row.Attributes);
            row.Close();
        });
    }

    /// <summary>Calls of models.</summary>
    /// <param name="page">The page.</param>
    /// <param name="calls">The calls.</param>
    public static void ModelCalls(HtmlWriter page, IReadOnlyList<ModelCallRow> calls) => Tables.Section(
        page,
        FormattableString.Invariant($"Model calls ({calls.Count})"),
        ["#", "Timestamp", "Model", "Request hash", "Prompt", "Cached", "Completion", "Latency", "First token", "Finish", "Status", "Source"],
        calls,
        (row, call) => row
            .Element("td", Figures.Number(call.Index)).Element("td", Figures.Time(call.StartedAt)).Element("td", call.Model)
            .Open("td", ("title", call.RequestHash)).Element("code", call.RequestHash is { Length: > ShortHash } hash ? hash[..ShortHash] + "…" : Figures.Text(call.RequestHash)).Close()
            .Element("td", Figures.Number(call.PromptTokens)).Element("td", Figures.Number(call.CachedTokens)).Element("td", Figures.Number(call.CompletionTokens))
            .Element("td", Figures.Millis(call.LatencyMs)).Element("td", Figures.Millis(call.FirstTokenMs)).Element("td", Figures.Text(call.FinishReason))
            .Element("td", call.ErrorType is null ? call.Status : $"{call.Status}: {call.ErrorType}").Element("td", call.Source));

    /// <summary>Uses of tools.</summary>
    /// <param name="page">The page.</param>
    /// <param name="calls">The calls.</param>
    public static void ToolCalls(HtmlWriter page, IReadOnlyList<ToolCallRow> calls) => Tables.Section(
        page,
        FormattableString.Invariant($"Tool calls ({calls.Count})"),
        ["#", "Timestamp", "Tool", "Duration", "Exit code", "Success", "Arguments", "Source"],
        calls,
        (row, call) => row
            .Element("td", Figures.Number(call.Index)).Element("td", Figures.Time(call.StartedAt)).Element("td", call.Name)
            .Element("td", Figures.Millis(call.DurationMs)).Element("td", Figures.Number(call.ExitCode))
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
            .Element("td", artifact.Kind).Element("td", artifact.Format).Element("td", artifact.Made).Element("td", Figures.Number(artifact.Size) + " B")
            .Element("td", Figures.YesNo(artifact.Complete)).Element("td", Figures.YesNo(artifact.Truncated)).Open("td").Element("code", artifact.Sha256).Close());

    private static void Attributes(HtmlWriter page, IReadOnlyList<AttributeValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        page.Open("ul", ("class", "attributes"));
        foreach (AttributeValue attribute in attributes)
        {
            page.Open("li").Element("b", attribute.Key).Text(" ").Element("code", attribute.Value).Close();
        }

        page.Close();
    }
}
