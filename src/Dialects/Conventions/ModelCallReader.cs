using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>
/// Model calls by the GenAI conventions, the deprecated usage names included; where those are silent by OpenInference, the Vercel AI SDK and OpenLLMetry.
/// </summary>
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

    private static ModelCallStep FromAttributes(AttributeSet attributes)
    {
        ulong? cached = attributes.Count(
            GenAiAttributes.UsageCacheReadInputTokens, OpenInferenceAttributes.TokenCountCacheRead, AiSdkAttributes.UsageCachedInputTokens,
            AiSdkAttributes.UsageCacheReadTokens, OpenLlmetryAttributes.UsageCacheReadInputTokens);
        ulong? cacheCreation = attributes.Count(
            GenAiAttributes.UsageCacheCreationInputTokens, OpenInferenceAttributes.TokenCountCacheWrite, AiSdkAttributes.UsageCacheWriteTokens,
            OpenLlmetryAttributes.UsageCacheCreationInputTokens);
        return new ModelCallStep
        {
            TraceId = "",
            SpanId = "",
            StartUnixNano = 0,
            Failed = false,
            Source = FactSources.Agent,
            Model = attributes.FirstText(
                GenAiAttributes.ResponseModel, GenAiAttributes.RequestModel, OpenInferenceAttributes.ResponseModelName, OpenInferenceAttributes.ModelName,
                OpenInferenceAttributes.RequestModelName, AiSdkAttributes.ResponseModel, AiSdkAttributes.ModelId) ?? "",
            Provider = attributes.FirstText(
                GenAiAttributes.ProviderName, GenAiAttributes.System, OpenInferenceAttributes.Provider, OpenInferenceAttributes.System, AiSdkAttributes.ModelProvider),
            RequestHash = attributes.Text(BenchAttributes.RequestHash),
            PromptTokens = WholePrompt(
                attributes.Count(
                    GenAiAttributes.UsageInputTokens, GenAiAttributes.UsagePromptTokens, OpenInferenceAttributes.TokenCountPrompt,
                    AiSdkAttributes.UsageInputTokens, AiSdkAttributes.UsagePromptTokens),
                (cached ?? 0) + (cacheCreation ?? 0)),
            CachedTokens = cached,
            CacheCreationTokens = cacheCreation,
            CompletionTokens = attributes.Count(
                GenAiAttributes.UsageOutputTokens, GenAiAttributes.UsageCompletionTokens, OpenInferenceAttributes.TokenCountCompletion,
                AiSdkAttributes.UsageOutputTokens, AiSdkAttributes.UsageCompletionTokens),
            ReasoningTokens = attributes.Count(
                GenAiAttributes.UsageReasoningOutputTokens, OpenInferenceAttributes.TokenCountReasoning, AiSdkAttributes.UsageReasoningTokens,
                AiSdkAttributes.UsageReasoningDetailTokens, OpenLlmetryAttributes.UsageReasoningTokens),
            FirstTokenMs = attributes.Number(GenAiAttributes.ResponseTimeToFirstChunk) * MillisecondsPerSecond
                ?? attributes.Number(AiSdkAttributes.ResponseMsToFirstChunk),
            FinishReason = attributes.Texts(GenAiAttributes.ResponseFinishReasons) is [var reason, ..]
                ? reason
                : attributes.FirstText(AiSdkAttributes.ResponseFinishReason, OpenInferenceAttributes.FinishReason, OpenLlmetryAttributes.CompletionFinishReason),
            StatusCode = attributes.Integer(StandardAttributes.HttpResponseStatusCode) is >= 100 and <= 999 and var status ? (ushort)status : null,
            ErrorType = attributes.Text(StandardAttributes.ErrorType),
            Attempt = attributes.Integer(BenchAttributes.Attempt) is > 0 and <= uint.MaxValue and var attempt ? (uint)attempt : 1,
            ResponseId = attributes.FirstText(GenAiAttributes.ResponseId, AiSdkAttributes.ResponseId),
        };
    }

    // Some instrumentations leave the cached part out of the prompt, as Anthropic does. Where the part is larger than the whole, it was left out.
    private static ulong? WholePrompt(ulong? prompt, ulong ofCache) => prompt < ofCache ? prompt + ofCache : prompt;

    private static bool HasFailed(AttributeSet attributes) =>
        attributes.Integer(StandardAttributes.HttpResponseStatusCode) >= 400 || attributes.Text(StandardAttributes.ErrorType) is not null;
}
