using System.Globalization;
using System.Text.Json;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages;

/// <summary>The page of a cell: its axes, the run that is shown, and every record of it as tables.</summary>
public static class CellPage
{
    private static readonly Dictionary<string, string> TileNames = new(StringComparer.Ordinal)
    {
        [AxisNames.PassRate] = "Pass",
        [AxisNames.Tokens] = "Tokens/correct",
        [AxisNames.Latency] = "Wall",
        [AxisNames.BlastRadius] = "Blast",
        [AxisNames.Refusal] = "Refusal",
        [AxisNames.Integrity] = "Integrity",
        [AxisNames.Composite] = "Composite",
        [AxisNames.CompositeRecorded] = "Composite of recorded",
    };

    /// <summary>Writes the page.</summary>
    /// <param name="data">What it shows.</param>
    /// <returns>The HTML.</returns>
    public static string Write(CellPageData data) => PageFrame.Write($"{data.Cell.Agent} × {data.Cell.Model}", page =>
    {
        page.Open("p", ("class", "category")).Text(data.Cell.Category).Close();
        page.Open("h1").Text($"{data.Cell.Agent} × {data.Cell.Model}").Close();
        page.Open("p", ("class", "task")).Text($"{data.Cell.Category}/{data.Cell.Task}").Close();
        Tiles(page, data.Facts.Scores);
        if (data.Runs.Count > 1)
        {
            OverTrials(page, data.Axes);
            RunsTable(page, data);
        }

        Identity(page, data.Run);
        Timing(page, data.Run);
        Scorers(page, data.Facts.Scores);
        RecordTables.Spans(page, data.Facts.Spans, (long)Math.Min(data.Run.SpanCount, long.MaxValue));
        RecordTables.ModelCalls(page, data.Facts.ModelCalls);
        RecordTables.ToolCalls(page, data.Facts.ToolCalls);
        RecordTables.Artifacts(page, data.Facts.Artifacts);
    });

    private static void Tiles(HtmlWriter page, IReadOnlyList<AxisScoreRow> scores)
    {
        Dictionary<string, AxisScoreRow> counting = AxisScoreRow.Counting(scores).ToDictionary(score => score.Axis, StringComparer.Ordinal);
        page.Open("section").Element("h2", "Per-axis scores").Open("div", ("class", "tiles"));
        foreach (string axis in AxisNames.All.Union(counting.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            AxisScoreRow? score = counting.GetValueOrDefault(axis);
            string value = Figures.Score(axis, score?.Value, score?.NotApplicable ?? false);
            page.Open("div", ("class", score?.Value is null ? "tile none" : "tile"), ("title", axis))
                .Element("span", TileNames.GetValueOrDefault(axis, axis), ("class", "name"))
                .Element("span", value, ("class", "value")).Close();
        }

        page.Close().Close();
    }

    private static void OverTrials(HtmlWriter page, IReadOnlyList<AxisEstimate> axes) =>
        Tables.Section(page, "Axes over the runs that count", ["Axis", "Runs", "Recorded", "Mean", "95 % interval"], axes, (row, axis) => row
            .Element("th", axis.Axis, ("scope", "row"))
            .Element("td", Figures.Number(axis.N))
            .Element("td", Figures.Number(axis.Coverage))
            .Element("td", Figures.Score(axis.Axis, axis.Summary?.Mean, axis.NotApplicable == axis.N && axis.N > 0))
            .Element("td", axis.Interval is { } interval ? FormattableString.Invariant($"{interval.Low:0.000} – {interval.High:0.000}") : ""));

    private static void RunsTable(HtmlWriter page, CellPageData data) =>
        Tables.Section(page, "Runs", ["Trial", "Run", "State", "Started", "Counts"], data.Runs, (row, run) =>
        {
            row.Open("td").Element("a", Figures.Number(run.Trial), ("href", CellAddress.PathOf(data.Cell, run.Trial))).Close()
                .Element("td", run.RunId).Element("td", run.State).Element("td", Figures.Time(run.StartedAt))
                .Element("td", Figures.YesNo(data.Cell.CountingRunIds.Contains(run.RunId)));
        });

    private static void Identity(HtmlWriter page, RunRow run) => Tables.Facts(
        page,
        "Run identity",
        ("cell_id", run.CellId),
        ("sweep_id", run.Sweep),
        ("run_id", run.RunId),
        ("trial", Figures.Number(run.Trial)),
        ("state", run.StateReason is null ? run.State : $"{run.State}: {run.StateReason}"),
        ("agent_version", Figures.Text(run.AgentVersion)),
        ("container_image", Figures.Text(run.ContainerImage)),
        ("image_digest", Figures.Text(run.ImageDigest)),
        ("model_build_id", Figures.Text(run.ModelBuildId)),
        ("exit_code", Figures.Number(run.ExitCode)),
        ("timed_out", Figures.YesNo(run.TimedOut)),
        ("behavior_mode", Figures.Text(run.BehaviorMode)),
        ("plugin_stack", run.PluginStack is null ? Figures.NotRecorded : JsonSerializer.Serialize(run.PluginStack)),
        ("trace_id", Figures.Text(run.TraceId)));

    private static void Timing(HtmlWriter page, RunRow run) => Tables.Facts(
        page,
        "Timing",
        ("started_at", Figures.Time(run.StartedAt)),
        ("ended_at", Figures.Time(run.EndedAt)),
        ("duration", Figures.Duration(run.DurationNano)),
        ("tokens", Tokens(run)));

    private static string Tokens(RunRow run) => run.PromptTokens is null && run.CompletionTokens is null
        ? Figures.NotRecorded
        : string.Create(
            CultureInfo.InvariantCulture,
            $"prompt {Figures.Number(run.PromptTokens)}, completion {Figures.Number(run.CompletionTokens)} ({run.ModelCallsWithTokens} of {run.ModelCallCount} calls known)");

    private static void Scorers(HtmlWriter page, IReadOnlyList<AxisScoreRow> scores) =>
        Tables.Section(page, "Scorer breakdown", ["Axis", "Scorer", "Keys", "Values"], scores, (row, score) => row
            .Element("th", score.Axis, ("scope", "row"))
            .Element("td", $"{score.Scorer} {score.ScorerVersion}".Trim())
            .Element("td", Keys(score.Details))
            .Open("td").Element("code", score.Details).Close());

    private static string Keys(string details)
    {
        try
        {
            JsonElement json = JsonElement.Parse(details);
            return json.ValueKind == JsonValueKind.Object ? string.Join(", ", json.EnumerateObject().Select(one => one.Name)) : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
