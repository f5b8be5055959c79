using System.Globalization;
using System.Text.Json;
using Tracing.Query.Pages.Comparison.Cells;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>Which run it is, when it was, and where its numbers come from.</summary>
internal static class RunSections
{
    /// <summary>All runs of the cell.</summary>
    public static void Runs(HtmlWriter page, CellPageTop data) =>
        Tables.Section(page, "Runs", ["Trial", "Run", "State", "Started", "Counts", "Compare with the one shown"], data.Runs, (row, run) =>
        {
            row.Open("td").Element("a", Figures.Number(run.Trial), ("href", CellAddress.PathOf(data.Cell, run.Trial)), ("aria-current", run.RunId == data.Run.RunId ? "page" : null)).Close()
                .Element("td", run.RunId).Element("td", run.State).Element("td", Figures.Time(run.StartedAt))
                .Element("td", Figures.YesNo(data.Cell.CountingRunIds.Contains(run.RunId))).Open("td");
            string path = new ComparedCells(ComparedCell.Of(data.Cell, data.Run.Trial), ComparedCell.Of(data.Cell, run.Trial)).Path;
            if (run.Trial != data.Run.Trial && row.Has(path))
            {
                row.Element("a", $"compare trial {Figures.Number(data.Run.Trial)} with {Figures.Number(run.Trial)}", ("href", path));
            }

            row.Close();
        });

    /// <summary>The run's identity.</summary>
    public static void Identity(HtmlWriter page, RunRow run) => Tables.Facts(
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

    /// <summary>When it was, and how long.</summary>
    public static void Timing(HtmlWriter page, RunRow run) => Tables.Facts(
        page,
        "Timing",
        ("started_at", Figures.Time(run.StartedAt)),
        ("ended_at", Figures.Time(run.EndedAt)),
        ("duration", Figures.Duration(run.DurationNano)),
        ("tokens", Tokens(run)));

    /// <summary>By what the numbers can be checked.</summary>
    public static void Provenance(HtmlWriter page, RunRow run, IReadOnlyList<AxisScoreRow> scores, IReadOnlyList<ArtifactRow> artifacts) => Tables.Facts(
        page,
        "Provenance",
        [
            .. new[] { ArtifactKinds.Prompt, ArtifactKinds.Stdout, ArtifactKinds.Grade, ArtifactKinds.Recording }.Select(kind => ($"sha256 of {kind}", Hash(artifacts, kind))),
            ("scorers", Scorers(scores)),
            ("methodology_version", Figures.Text(run.MethodologyVersion)),
            ("read as", $"{run.Dialect} {run.DialectVersion}".Trim()),
            ("records", string.Create(CultureInfo.InvariantCulture, $"{run.SpanCount} spans, {run.LogCount} log records")),
            ("read at", Figures.Time(run.InterpretedAt)),
        ]);

    private static string Hash(IReadOnlyList<ArtifactRow> artifacts, string kind) =>
        artifacts.FirstOrDefault(artifact => artifact.Kind == kind && artifact.Sha256.Length > 0)?.Sha256 ?? Figures.NotRecorded;

    private static string Scorers(IReadOnlyList<AxisScoreRow> scores) =>
        scores.Count == 0 ? Figures.NotRecorded : string.Join(", ", scores.Select(score => $"{score.Scorer} {score.ScorerVersion}".Trim()).Distinct(StringComparer.Ordinal));

    private static string Tokens(RunRow run) => run.PromptTokens is null && run.CompletionTokens is null
        ? Figures.NotRecorded
        : string.Create(
            CultureInfo.InvariantCulture,
            $"prompt {Figures.Number(run.PromptTokens)}, completion {Figures.Number(run.CompletionTokens)} ({run.ModelCallsWithTokens} of {run.ModelCallCount} calls known)");
}
