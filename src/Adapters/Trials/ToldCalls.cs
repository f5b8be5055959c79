using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Telemetry;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>
/// The calls that an agent's own output and records tell, as spans of the source <c>stdout</c>: a collector folds them with what the model proxy and the agent's
/// telemetry tell of the same calls.
/// </summary>
internal static class ToldCalls
{
    private const string ToolOperation = "execute_tool";
    private const string ModelOperation = "chat";
    private const string FunctionType = "function";
    private const int MostCharacters = 16 << 10;

    /// <summary>Tells the tool calls.</summary>
    /// <param name="telemetry">The run's.</param>
    /// <param name="agent">The agent's span.</param>
    /// <param name="events">What the agent told.</param>
    public static void Tools(RunTelemetry telemetry, RunSpan agent, IReadOnlyList<AgentEvent> events) =>
        telemetry.Past(BenchSpanKinds.ToolCall, agent, Apart(Pairs(events)).Select(pair => (
            $"{ToolOperation} {pair.Started.Tool}",
            pair.Started.At,
            pair.Ended is { } ended && ended.At > pair.Started.At ? ended.At : pair.Started.At,
            (Action<RunSpan>)(span => Describe(span, pair.Started, pair.Ended)))));

    /// <summary>Tells the model calls, for a run whose proxy saw none.</summary>
    /// <param name="telemetry">The run's.</param>
    /// <param name="agent">The agent's span.</param>
    /// <param name="events">What the agent told.</param>
    public static void Models(RunTelemetry telemetry, RunSpan agent, IReadOnlyList<AgentEvent> events) =>
        telemetry.Past(BenchSpanKinds.ModelCall, agent, events.OfType<AnswerUsage>().Select(use => (
            ModelOperation, use.At, use.At, (Action<RunSpan>)(span => Describe(span, use, telemetry.Resource.Cell.Model)))));

    /// <summary>The tokens that the agent's own account adds up to, for a run whose proxy saw no call; a count that it does not give is null.</summary>
    /// <param name="events">What the agent told.</param>
    public static TokenTotals Tokens(IReadOnlyList<AgentEvent> events)
    {
        AnswerUsage[] told = [.. events.OfType<AnswerUsage>()];
        return told.Length == 0 ? new TokenTotals(null, null, null) : new TokenTotals(Sum(told.Select(use => use.PromptTokens)), Sum(told.Select(use => use.CompletionTokens)), told.Length);
    }

    private static long? Sum(IEnumerable<long?> counts) => counts.Aggregate((long?)0, (sum, count) => sum + count);

    // An id may come again where an agent numbers anew: a result is of the last call of its id.
    private static List<(ToolStarted Started, ToolEnded? Ended)> Pairs(IReadOnlyList<AgentEvent> events)
    {
        List<(ToolStarted Started, ToolEnded? Ended)> calls = [];
        Dictionary<string, int> open = new(StringComparer.Ordinal);
        foreach (AgentEvent told in events)
        {
            if (told is ToolStarted started)
            {
                open[started.Id] = calls.Count;
                calls.Add((started, null));
            }
            else if (told is ToolEnded ended && open.Remove(ended.Id, out int call))
            {
                calls[call] = (calls[call].Started, ended);
            }
        }

        return calls;
    }

    // Times of whole seconds keep no order: of calls that began at the same time each is a microsecond later than the one before.
    private static IEnumerable<(ToolStarted Started, ToolEnded? Ended)> Apart(IEnumerable<(ToolStarted Started, ToolEnded? Ended)> calls)
    {
        (DateTimeOffset Told, DateTimeOffset Put) last = default;
        foreach ((ToolStarted started, ToolEnded? ended) in calls)
        {
            last = (started.At, started.At == last.Told ? last.Put.AddMicroseconds(1) : started.At);
            yield return (started with { At = last.Put }, ended);
        }
    }

    private static void Describe(RunSpan span, ToolStarted started, ToolEnded? ended)
    {
        span.Set(BenchAttributes.Source, FactSources.Stdout);
        span.Set(GenAiAttributes.OperationName, ToolOperation);
        span.Set(GenAiAttributes.ToolName, started.Tool);
        span.Set(GenAiAttributes.ToolType, FunctionType);
        span.Set(GenAiAttributes.ToolCallId, started.Id.Length > 0 ? started.Id : null);
        span.Set(GenAiAttributes.ToolCallArguments, Cut(started.Input));
        if (ended is null)
        {
            span.Set(StandardAttributes.ErrorType, ToolFaults.NoResult);
            return;
        }

        span.Set(GenAiAttributes.ToolCallResult, Cut(ended.Output));
        span.Set(StandardAttributes.ProcessExitCode, ended.ExitCode);
        if (ended.Failed == true)
        {
            span.Fail(ToolFaults.ToolError);
        }
        else if (ended.Failed == false)
        {
            span.Succeed();
        }
    }

    private static void Describe(RunSpan span, AnswerUsage use, string model)
    {
        span.Set(BenchAttributes.Source, FactSources.Stdout);
        span.Set(GenAiAttributes.OperationName, ModelOperation);
        span.Set(GenAiAttributes.RequestModel, model);
        span.Set(GenAiAttributes.ResponseModel, use.Model);
        span.Set(GenAiAttributes.ResponseId, use.ResponseId);
        span.Set(GenAiAttributes.UsageInputTokens, use.PromptTokens);
        span.Set(GenAiAttributes.UsageCacheReadInputTokens, use.CachedTokens);
        span.Set(GenAiAttributes.UsageOutputTokens, use.CompletionTokens);
    }

    private static string? Cut(string text) => text.Length switch
    {
        0 => null,
        <= MostCharacters => text,
        _ => text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)],
    };
}
