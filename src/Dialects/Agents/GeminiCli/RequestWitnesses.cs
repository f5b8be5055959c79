using Tracing.Dialects.Records;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>What one model call of Gemini CLI or a descendant is told by. At least one member is there.</summary>
internal sealed class RequestWitnesses
{
    private const double NanosecondsPerMillisecond = 1e6;

    // An answer without an id belongs to the request that left when the answer says its call began; the clocks are of one process.
    private const long Tolerance = 1_000_000_000;

    /// <summary>The call's trace, or empty.</summary>
    public string TraceId { get; private init; } = "";

    /// <summary>The call's span, or empty.</summary>
    public string SpanId { get; private init; } = "";

    /// <summary>The span.</summary>
    public SpanRecord? Span { get; private set; }

    /// <summary>The log of the request.</summary>
    public LogRecord? Request { get; private set; }

    /// <summary>The log of the answer.</summary>
    public LogRecord? Response { get; private set; }

    /// <summary>The log of the failure.</summary>
    public LogRecord? Error { get; private set; }

    /// <summary>The log that tells how it ended.</summary>
    public LogRecord? Outcome => Response ?? Error;

    /// <summary>Start, nanoseconds since 1970. The outcome's log is written at the end of what it tells.</summary>
    public long StartUnixNano => Span?.StartUnixNano ?? Request?.UnixNano ?? StartOf(Outcome!);

    /// <summary>Milliseconds until the answer had ended, as the outcome's log tells: the span also counts what the agent did with it.</summary>
    public double? ToldLatencyMs => Outcome?.Attributes.Number("duration_ms");

    /// <summary>Milliseconds until the answer had ended; null while nobody told.</summary>
    public double? LatencyMs => ToldLatencyMs ?? Span?.DurationMs;

    /// <summary>Start as the logs tell it, nanoseconds since 1970.</summary>
    public long LogStartUnixNano => Request?.UnixNano ?? (Outcome is { } outcome ? StartOf(outcome) : StartUnixNano);

    /// <summary>Whether any log tells of it.</summary>
    public bool HasLog => Outcome is not null || Request is not null;

    /// <summary>Whether only the request is told: it is under way, or nobody lived to tell its end.</summary>
    public bool IsUnanswered => Span is null && Outcome is null;

    /// <summary>Every model call of a run once, in the order of its start. What is still under way is none yet.</summary>
    /// <param name="run">The records, each once.</param>
    /// <param name="names">The agent's names.</param>
    /// <param name="ended">When the run's work was over, or null while it may go on.</param>
    public static IReadOnlyList<RequestWitnesses> Gather(RunRecords run, RequestNames names, long? ended)
    {
        var byId = new Dictionary<(string, string), RequestWitnesses>();
        var nameless = new List<RequestWitnesses>();
        var outcomes = new List<LogRecord>();
        RequestWitnesses Of(string traceId, string spanId) => byId.TryGetValue((traceId, spanId), out RequestWitnesses? known)
            ? known
            : byId[(traceId, spanId)] = new RequestWitnesses { TraceId = traceId, SpanId = spanId };
        foreach (SpanRecord span in run.Spans.Where(span => span.Name == names.Span))
        {
            Of(span.TraceId, span.SpanId).Span = span;
        }

        foreach (LogRecord log in run.Logs.Where(log => log.EventName == names.Request || log.EventName == names.Response || log.EventName == names.Error))
        {
            if (log.SpanId.Length > 0)
            {
                Of(log.TraceId, log.SpanId).Add(log, names);
            }
            else if (log.EventName == names.Request)
            {
                nameless.Add(new RequestWitnesses { Request = log });
            }
            else
            {
                outcomes.Add(log);
            }
        }

        List<RequestWitnesses> all = [.. byId.Values, .. nameless];
        Assign(all, outcomes, names);
        return [.. all.Where(call => !call.IsUnanswered || ended >= call.StartUnixNano).OrderBy(call => call.StartUnixNano).ThenBy(call => call.SpanId, StringComparer.Ordinal)];
    }

    private static void Assign(List<RequestWitnesses> calls, List<LogRecord> outcomes, RequestNames names)
    {
        List<RequestWitnesses> open = [.. calls.Where(call => call.Outcome is null)];
        IReadOnlyList<int?> pairs = NearestPairs.Of(
            [.. outcomes.Select(StartOf)], [.. open.Select(call => call.Request?.UnixNano ?? call.Span!.StartUnixNano)], Tolerance, (o, c) => Agree(outcomes[o], open[c]));
        foreach ((int index, LogRecord outcome) in outcomes.Index())
        {
            RequestWitnesses call = pairs[index] is { } found ? open[found] : new RequestWitnesses();
            call.Add(outcome, names);
            if (pairs[index] is null)
            {
                calls.Add(call);
            }
        }
    }

    // The span repeats the prompt's tokens: two calls at the same time are told apart by them.
    private static bool Agree(LogRecord outcome, RequestWitnesses call) =>
        call.Span?.Attributes.Count(GenAiAttributes.UsageInputTokens) is not { } told
        || outcome.Attributes.Count("input_token_count") is not { } stated
        || told == stated;

    private static long StartOf(LogRecord log)
    {
        double duration = log.Attributes.Number("duration_ms") ?? 0;
        return duration is >= 0 and < 1e9 ? log.UnixNano - (long)(duration * NanosecondsPerMillisecond) : log.UnixNano;
    }

    private void Add(LogRecord log, RequestNames names)
    {
        if (log.EventName == names.Request)
        {
            Request ??= log;
        }
        else if (log.EventName == names.Response)
        {
            Response ??= log;
        }
        else
        {
            Error ??= log;
        }
    }
}
