using System.Text.Json;
using System.Text.Json.Serialization;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>The reading of a run that is stored, and whether another one says the same.</summary>
/// <param name="Run">The run.</param>
/// <param name="ModelCalls">Its model calls.</param>
/// <param name="ToolCalls">Its tool calls.</param>
/// <param name="Scores">Its scores.</param>
internal sealed record StoredReading(
    RunRow Run, IReadOnlyList<ModelCallRow> ModelCalls, IReadOnlyList<ToolCallRow> ToolCalls, IReadOnlyList<AxisScoreRow> Scores)
{
    private static readonly JsonSerializerOptions Exact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Reads the stored readings of runs.</summary>
    public static async Task<IReadOnlyDictionary<string, StoredReading>> ReadAsync(
        StoreReader reads, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRow> runs = await reads.AskAsync(new RunsById(runIds), cancellationToken);
        var modelCalls = (await reads.AskAsync(new ModelCallsOfRuns(runIds), cancellationToken)).ToLookup(call => call.RunId, StringComparer.Ordinal);
        var toolCalls = (await reads.AskAsync(new ToolCallsOfRuns(runIds), cancellationToken)).ToLookup(call => call.RunId, StringComparer.Ordinal);
        var scores = (await reads.AskAsync(new ScoresOfRuns(runIds), cancellationToken)).ToLookup(score => score.RunId, StringComparer.Ordinal);
        return runs
            .GroupBy(run => run.RunId, StringComparer.Ordinal)
            .Select(run => run.MaxBy(row => row.Version)!)
            .ToDictionary(
                run => run.RunId,
                run => new StoredReading(run, [.. modelCalls[run.RunId]], [.. toolCalls[run.RunId]], [.. scores[run.RunId]]),
                StringComparer.Ordinal);
    }

    /// <summary>Whether a new reading says the same: all but its version, and when and by whom it was read.</summary>
    public bool Says(DerivedRun derived) =>
        Text(Run, ModelCalls, ToolCalls, Scores) ==
        Text(derived.Run with { Scores = Run.Scores, NotApplicable = Run.NotApplicable, ScoredAxes = Run.ScoredAxes }, derived.ModelCalls, derived.ToolCalls, derived.Scores);

    // Of scores with one key the last is the one that is stored.
    private static string Text(
        RunRow run, IEnumerable<ModelCallRow> modelCalls, IEnumerable<ToolCallRow> toolCalls, IEnumerable<AxisScoreRow> scores) => JsonSerializer.Serialize(
        new
        {
            run = run with { Version = 0, InterpretedAt = 0, InterpretedBy = "" },
            modelCalls = modelCalls.OrderBy(call => call.Index).Select(call => call with { Version = 0 }),
            toolCalls = toolCalls.OrderBy(call => call.Index).Select(call => call with { Version = 0 }),
            scores = scores
                .GroupBy(score => (score.Axis, score.Scorer, score.ScorerVersion))
                .Select(same => same.Last() with { Version = 0 })
                .OrderBy(score => score.Axis, StringComparer.Ordinal)
                .ThenBy(score => score.Scorer, StringComparer.Ordinal)
                .ThenBy(score => score.ScorerVersion, StringComparer.Ordinal),
        },
        Exact);
}
