using Tracing.Dialects;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Scoring;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>
/// From a run's records to the rows that are derived from them. Pure: the same records and version always give the same rows,
/// so that writing them twice changes nothing.
/// </summary>
public static class RunDerivation
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>Derives a run's rows.</summary>
    /// <param name="records">All that is stored of the run.</param>
    /// <param name="version">Version of what was stored, see <see cref="RunVersion"/>.</param>
    /// <param name="interpretedAt">Nanoseconds since 1970; for people only, nothing is decided by it.</param>
    /// <param name="weights">Weights of the composite.</param>
    /// <returns>The rows, or null where no record names a cell: a trace, not a run of a cell.</returns>
    public static DerivedRun? Derive(RunRecords records, ulong version, long interpretedAt, CompositeWeights weights)
    {
        IDialect dialect = DialectCatalogue.For(records);
        RunSteps steps = dialect.Read(records);
        if (steps.Facts is not { } facts)
        {
            return null;
        }

        ulong? prompt = Sum(steps.ModelCalls, call => call.PromptTokens);
        ulong? completion = Sum(steps.ModelCalls, call => call.CompletionTokens);
        ulong? duration = facts is { StartedUnixNano: { } start, EndedUnixNano: { } end } && end >= start ? (ulong)(end - start) : null;
        ulong? tokens = TokensOf(steps.ModelCalls);
        long told = facts.EndedUnixNano ?? facts.StartedUnixNano ?? 0;
        IReadOnlyList<AxisScoreStep> scores = RunScores.Of(steps.Scores, tokens, duration / NanosecondsPerMillisecond, told, weights);
        var key = new RunKey(records.RunId, version);
        RunRow run = Row(facts, key, duration) with
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            CachedTokens = Sum(steps.ModelCalls, call => call.CachedTokens),
            CacheCreationTokens = Sum(steps.ModelCalls, call => call.CacheCreationTokens),
            ReasoningTokens = Sum(steps.ModelCalls, call => call.ReasoningTokens),
            ScorerVersion = weights.Stamp(Composite.PublishedVersion),
            ModelCallCount = (uint)steps.ModelCalls.Count,
            ToolCallCount = (uint)steps.ToolCalls.Count,
            ModelCallsWithTokens = (uint)steps.ModelCalls.Count(TokensKnown),
            SpanCount = (ulong)records.Spans.Count,
            LogCount = (ulong)records.Logs.Count,
            Dialect = dialect.Name,
            DialectVersion = dialect.Version,
            InterpretedAt = interpretedAt,
        };
        return new DerivedRun(
            run,
            [.. steps.ModelCalls.Select((call, index) => StepRows.Of(call, key, (uint)index))],
            [.. steps.ToolCalls.Select((call, index) => StepRows.Of(call, key, (uint)index))],
            [.. scores.Select(score => StepRows.Of(score, key))],
            [.. steps.SpanKinds.Select(kind => StepRows.Of(kind, key))]);
    }

    private static RunRow Row(RunFacts facts, RunKey key, ulong? duration) => new()
    {
        RunId = key.RunId,
        Version = key.Version,
        CellId = facts.Cell.ToString(),
        Sweep = facts.Cell.Sweep,
        Agent = facts.Cell.Agent,
        AgentVersion = facts.AgentVersion,
        Model = facts.Cell.Model,
        ModelBuildId = facts.ModelBuildId,
        Category = facts.Cell.Category,
        Task = facts.Cell.Task,
        Trial = (uint)facts.Trial,
        State = facts.State,
        StateReason = facts.StateReason,
        StartedAt = facts.StartedUnixNano,
        EndedAt = facts.EndedUnixNano,
        DurationNano = duration,
        ExitCode = facts.ExitCode,
        TimedOut = facts.TimedOut,
        ContainerImage = facts.ContainerImage,
        ImageDigest = facts.ImageDigest,
        ContainerId = facts.ContainerId,
        BehaviorMode = facts.BehaviorMode,
        PluginStack = facts.PluginStack,
        MethodologyVersion = facts.MethodologyVersion,
        ModelCallCount = 0,
        ToolCallCount = 0,
        ModelCallsWithTokens = 0,
        SpanCount = 0,
        LogCount = 0,
        RootSpanId = facts.RootSpanId,
        TraceId = facts.TraceId,
        Dialect = "",
        DialectVersion = "",
        InterpretedAt = 0,
    };

    // A call that was refused used none; an answered one that did not tell both makes the sum unknown.
    private static bool TokensKnown(ModelCallStep call) => call.Failed || call is { PromptTokens: not null, CompletionTokens: not null };

    private static ulong? TokensOf(IReadOnlyList<ModelCallStep> calls) => calls.Any(call => !call.Failed) && calls.All(TokensKnown)
        ? calls.Aggregate(0UL, (sum, call) => sum + (call.PromptTokens ?? 0) + (call.CompletionTokens ?? 0))
        : null;

    // Null where no call recorded the number: not recorded is not zero.
    private static ulong? Sum(IReadOnlyList<ModelCallStep> calls, Func<ModelCallStep, ulong?> number) =>
        calls.Any(call => number(call) is not null) ? calls.Aggregate(0UL, (sum, call) => sum + (number(call) ?? 0)) : null;
}
