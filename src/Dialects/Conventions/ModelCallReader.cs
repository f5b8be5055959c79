using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>Model calls by the GenAI conventions, the deprecated usage names included.</summary>
public static class ModelCallReader
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const double MillisecondsPerSecond = 1e3;

    /// <summary>A model call from its span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The call.</returns>
    public static ModelCallStep FromSpan(SpanRecord span) => FromAttributes(span.Attributes) with
    {
        TraceId = span.TraceId,
        SpanId = span.SpanId,
        StartUnixNano = span.StartUnixNano,
        LatencyMs = span.DurationNano / NanosecondsPerMillisecond,
        Failed = span.IsError || HasFailed(span.Attributes),
        Source = span.Attributes.Text(BenchAttributes.Source) ?? FactSources.Agent,
    };

    /// <summary>Model calls told by log records alone: the same call's span, where there is one, is the better witness.</summary>
    /// <param name="logs">The run's log records.</param>
    /// <param name="known">Calls that are known from spans.</param>
    /// <returns>The calls that have no span.</returns>
    public static IEnumerable<ModelCallStep> FromLogs(IReadOnlyList<LogRecord> logs, IReadOnlyList<ModelCallStep> known)
    {
        var spans = known.Select(call => (call.TraceId, call.SpanId)).ToHashSet();
        var responses = known.Select(call => call.ResponseId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (LogRecord log in logs)
        {
            if (!string.Equals(log.EventName, EventNames.InferenceDetails, StringComparison.Ordinal))
            {
                continue;
            }

            ModelCallStep call = FromAttributes(log.Attributes) with
            {
                TraceId = log.TraceId,
                SpanId = log.SpanId,
                StartUnixNano = log.UnixNano,
                Failed = HasFailed(log.Attributes),
                Source = log.Attributes.Text(BenchAttributes.Source) ?? FactSources.Log,
            };
            bool hasSpan = spans.Contains((log.TraceId, log.SpanId));
            bool repeatsResponse = call.ResponseId is { } id && !responses.Add(id);
            if (!hasSpan && !repeatsResponse)
            {
                yield return call;
            }
        }
    }

    private static ModelCallStep FromAttributes(AttributeSet attributes) => new()
    {
        TraceId = "",
        SpanId = "",
        StartUnixNano = 0,
        Failed = false,
        Source = FactSources.Agent,
        Model = attributes.FirstText(GenAiAttributes.ResponseModel, GenAiAttributes.RequestModel) ?? "",
        Provider = attributes.FirstText(GenAiAttributes.ProviderName, GenAiAttributes.System),
        RequestHash = attributes.Text(BenchAttributes.RequestHash),
        PromptTokens = attributes.Count(GenAiAttributes.UsageInputTokens, GenAiAttributes.UsagePromptTokens),
        CachedTokens = attributes.Count(GenAiAttributes.UsageCacheReadInputTokens),
        CacheCreationTokens = attributes.Count(GenAiAttributes.UsageCacheCreationInputTokens),
        CompletionTokens = attributes.Count(GenAiAttributes.UsageOutputTokens, GenAiAttributes.UsageCompletionTokens),
        ReasoningTokens = attributes.Count(GenAiAttributes.UsageReasoningOutputTokens),
        FirstTokenMs = attributes.Number(GenAiAttributes.ResponseTimeToFirstChunk) * MillisecondsPerSecond,
        FinishReason = attributes.Texts(GenAiAttributes.ResponseFinishReasons) is [var reason, ..] ? reason : null,
        StatusCode = attributes.Integer(StandardAttributes.HttpResponseStatusCode) is >= 100 and <= 999 and var status ? (ushort)status : null,
        ErrorType = attributes.Text(StandardAttributes.ErrorType),
        Attempt = attributes.Integer(BenchAttributes.Attempt) is > 0 and <= uint.MaxValue and var attempt ? (uint)attempt : 1,
        ResponseId = attributes.Text(GenAiAttributes.ResponseId),
    };

    private static bool HasFailed(AttributeSet attributes) =>
        attributes.Integer(StandardAttributes.HttpResponseStatusCode) >= 400 || attributes.Text(StandardAttributes.ErrorType) is not null;
}
