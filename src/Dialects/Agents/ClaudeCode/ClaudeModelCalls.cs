using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.ClaudeCode;

/// <summary>Model calls of Claude Code. Its <c>input_tokens</c> leave out what a cache gave or took; the prompt is all three.</summary>
internal static class ClaudeModelCalls
{
    public const string Request = "claude_code.llm_request";

    private const string AttemptEvent = "gen_ai.request.attempt";
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>One span covers all attempts of a request, and an event begins each. Only the last one was answered.</summary>
    public static IReadOnlyList<ModelCallStep> OfSpans(IReadOnlyList<SpanRecord> spans)
    {
        List<ModelCallStep> calls = [];
        foreach (SpanRecord span in spans.Where(span => span.Name == Request))
        {
            EventRecord[] attempts = [.. span.Events.Where(e => e.Name == AttemptEvent).OrderBy(e => e.UnixNano)];
            calls.AddRange(attempts.SkipLast(1).Select((attempt, index) => Refused(span, attempt, index)));
            calls.Add(Answered(span, attempts));
        }

        return calls;
    }

    /// <summary>The time of a log record is the call's end.</summary>
    public static IReadOnlyList<ModelCallStep> OfLogs(IReadOnlyList<LogRecord> logs) =>
    [
        .. logs.Where(log => log.EventName is "api_request" or "api_error").Select(log =>
        {
            double? milliseconds = log.Attributes.Number("duration_ms");
            return Told(log.Attributes) with
            {
                TraceId = log.TraceId,
                StartUnixNano = log.UnixNano - (long)((milliseconds ?? 0) * NanosecondsPerMillisecond),
                LatencyMs = milliseconds,
                Failed = log.EventName == "api_error",
                Source = FactSources.Log,
            };
        }),
    ];

    private static ModelCallStep Answered(SpanRecord span, EventRecord[] attempts)
    {
        long start = attempts is [.., var last] ? last.UnixNano : span.StartUnixNano;
        ModelCallStep told = Told(span.Attributes);
        return told with
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = start,
            LatencyMs = (span.EndUnixNano - start) / NanosecondsPerMillisecond,
            Failed = span.IsError || span.Attributes.Flag("success") is false || told.StatusCode >= 400,
            Attempt = told.Attempt > 1 ? told.Attempt : (uint)Math.Max(attempts.Length, 1),
        };
    }

    // When an attempt was refused is not told, only when the next one began.
    private static ModelCallStep Refused(SpanRecord span, EventRecord attempt, int index) => new()
    {
        TraceId = span.TraceId,
        SpanId = "",
        StartUnixNano = attempt.UnixNano,
        Model = Model(span.Attributes),
        Provider = Provider(span.Attributes),
        Failed = true,
        Attempt = attempt.Attributes.Integer("attempt") is > 0 and <= uint.MaxValue and var number ? (uint)number : (uint)index + 1,
        Source = FactSources.Agent,
    };

    private static ModelCallStep Told(AttributeSet attributes)
    {
        ulong? uncached = attributes.Count("input_tokens");
        ulong? cached = attributes.Count("cache_read_tokens");
        ulong? created = attributes.Count("cache_creation_tokens");
        return new ModelCallStep
        {
            TraceId = "",
            SpanId = "",
            StartUnixNano = 0,
            Model = Model(attributes),
            Provider = Provider(attributes),
            PromptTokens = uncached is { } input ? input + (cached ?? 0) + (created ?? 0) : null,
            CachedTokens = cached,
            CacheCreationTokens = created,
            CompletionTokens = attributes.Count("output_tokens"),
            FirstTokenMs = attributes.Number("ttft_ms"),
            FinishReason = attributes.Text("stop_reason"),
            Failed = false,
            StatusCode = attributes.Integer("status_code") is >= 100 and <= 999 and var status ? (ushort)status : null,
            ErrorType = attributes.FirstText(StandardAttributes.ErrorType, "error_type"),
            Attempt = attributes.Integer("attempt") is > 0 and <= uint.MaxValue and var attempt ? (uint)attempt : 1,
            Source = FactSources.Agent,
            ResponseId = attributes.FirstText(GenAiAttributes.ResponseId, "request_id"),
        };
    }

    private static string Model(AttributeSet attributes) => attributes.FirstText("model", GenAiAttributes.RequestModel) ?? "";

    private static string? Provider(AttributeSet attributes) => attributes.FirstText(GenAiAttributes.ProviderName, GenAiAttributes.System);
}
