using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Witnesses;

/// <summary>What folding needs to know of a kind of step.</summary>
/// <typeparam name="TStep">The step.</typeparam>
internal sealed record CallShape<TStep>
{
    /// <summary>Fields that one witness may take from another, in the order in which they are written down.</summary>
    public required IReadOnlyList<CallField<TStep>> Fields { get; init; }

    /// <summary>Who told the step.</summary>
    public required Func<TStep, string> Source { get; init; }

    /// <summary>Start, and milliseconds where they are known.</summary>
    public required Func<TStep, (long StartUnixNano, double? Milliseconds)> Time { get; init; }

    /// <summary>The id that both witnesses would know, or null.</summary>
    public required Func<TStep, string?> Id { get; init; }

    /// <summary>Whether its id may be the teller's own number for it, which no other witness knows.</summary>
    public Func<TStep, bool> HasOwnNumber { get; init; } = _ => false;

    /// <summary>Span, or empty ids.</summary>
    public required Func<TStep, (string TraceId, string SpanId)> Place { get; init; }

    /// <summary>
    /// How far two steps without a common id agree: the number of facts that both tell alike, or -1 where they contradict each other. Of several that lie
    /// near, the one that agrees most is meant: one that tells nothing agrees with every other, and would take what a second one tells too.
    /// </summary>
    public required Func<TStep, TStep, int> Agreement { get; init; }

    /// <summary>What the step already says of its fields and of other witnesses.</summary>
    public required Func<TStep, (IReadOnlyDictionary<string, string> FieldSources, string Others)> Notes { get; init; }

    /// <summary>The step with such notes.</summary>
    public required Func<TStep, IReadOnlyDictionary<string, string>, string, TStep> Note { get; init; }
}

/// <summary>The shapes of the steps.</summary>
internal static class CallShapes
{
    private const int Contradiction = -1;

    // Codex prints what was executed, not the name of the tool that it was executed by.
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "bash", "shell", "exec_command", "local_shell", "local_shell_call", "container.exec", "shell_command" };

    /// <summary>Of model calls.</summary>
    public static CallShape<ModelCallStep> ModelCalls { get; } = new()
    {
        Fields =
        [
            new("model", s => s.Model.Length > 0 ? s.Model : null, (s, o) => s with { Model = o.Model }),
            new("provider", s => s.Provider, (s, o) => s with { Provider = o.Provider }),
            new("requestHash", s => s.RequestHash, (s, o) => s with { RequestHash = o.RequestHash }),
            new("promptTokens", s => s.PromptTokens, (s, o) => s with { PromptTokens = o.PromptTokens }),
            new("cachedTokens", s => s.CachedTokens, (s, o) => s with { CachedTokens = o.CachedTokens }),
            new("cacheCreationTokens", s => s.CacheCreationTokens, (s, o) => s with { CacheCreationTokens = o.CacheCreationTokens }),
            new("completionTokens", s => s.CompletionTokens, (s, o) => s with { CompletionTokens = o.CompletionTokens }),
            new("reasoningTokens", s => s.ReasoningTokens, (s, o) => s with { ReasoningTokens = o.ReasoningTokens }),
            new("latencyMs", s => s.LatencyMs, (s, o) => s with { LatencyMs = o.LatencyMs }),
            new("firstTokenMs", s => s.FirstTokenMs, (s, o) => s with { FirstTokenMs = o.FirstTokenMs }),
            new("finishReason", s => s.FinishReason, (s, o) => s with { FinishReason = o.FinishReason }),
            new("statusCode", s => s.StatusCode, (s, o) => s with { StatusCode = o.StatusCode }),
            new("errorType", s => s.ErrorType, (s, o) => s with { ErrorType = o.ErrorType }),
            new("attempt", s => s.Attempt > 1 ? s.Attempt : null, (s, o) => s with { Attempt = o.Attempt }),
            new("responseId", s => s.ResponseId, (s, o) => s with { ResponseId = o.ResponseId }),
        ],
        Source = s => s.Source,
        Time = s => (s.StartUnixNano, s.LatencyMs ?? s.SeenMs),
        Id = s => s.ResponseId,
        Place = s => (s.TraceId, s.SpanId),
        Agreement = (a, b) => a.Failed != b.Failed ? Contradiction : Agreement((a.PromptTokens, b.PromptTokens), (a.CompletionTokens, b.CompletionTokens)),
        Notes = s => (s.FieldSources, s.Others),
        Note = (s, fields, others) => s with { FieldSources = fields, Others = others },
    };

    /// <summary>Of tool calls.</summary>
    public static CallShape<ToolCallStep> ToolCalls { get; } = new()
    {
        Fields =
        [
            new("name", s => s.Name.Length > 0 ? s.Name : null, (s, o) => s with { Name = o.Name }),
            new("durationMs", s => s.DurationMs, (s, o) => s with { DurationMs = o.DurationMs }),
            new("callId", s => s.CallId, (s, o) => s with { CallId = o.CallId }),
            new("arguments", s => s.Arguments, (s, o) => s with { Arguments = o.Arguments }),
            new("result", s => s.Result, (s, o) => s with { Result = o.Result }),
            new("exitCode", s => s.ExitCode, (s, o) => s with { ExitCode = o.ExitCode }),
            new("success", s => s.Success, (s, o) => s with { Success = o.Success }),

            // That no result was seen says nothing against a witness who saw the tool at work.
            new("errorType", s => s.ErrorType == ToolFaults.NoResult ? null : s.ErrorType, (s, o) => s with { ErrorType = o.ErrorType }),
        ],
        Source = s => s.Source,
        Time = s => (s.StartUnixNano, s.DurationMs),
        Id = s => s.CallId,

        // Codex numbers what it prints: item_0, item_1 ….
        HasOwnNumber = s => s.Source == FactSources.Stdout,
        Place = s => (s.TraceId, s.SpanId),
        Agreement = (a, b) => string.Equals(a.Name, b.Name, StringComparison.Ordinal) || AreShells(a, b) ? 1 : Contradiction,
        Notes = s => (s.FieldSources, s.Others),
        Note = (s, fields, others) => s with { FieldSources = fields, Others = others },
    };

    private static bool AreShells(ToolCallStep a, ToolCallStep b) =>
        (a.Source == FactSources.Stdout || b.Source == FactSources.Stdout) && Shells.Contains(a.Name) && Shells.Contains(b.Name);

    private static int Agreement(params ReadOnlySpan<(ulong? A, ulong? B)> facts)
    {
        int alike = 0;
        foreach ((ulong? a, ulong? b) in facts)
        {
            if (a is null || b is null)
            {
                continue;
            }

            if (a != b)
            {
                return Contradiction;
            }

            alike++;
        }

        return alike;
    }
}
