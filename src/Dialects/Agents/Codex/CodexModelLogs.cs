using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.Codex;

/// <summary>Model calls by Codex' logs: <c>codex.api_request</c> begins one, <c>codex.sse_event</c> of the kind <c>response.completed</c> with its usage ends it.</summary>
internal static class CodexModelLogs
{
    private const double NanosecondsPerMillisecond = 1e6;

    public static IReadOnlyList<ModelCallStep> Of(IReadOnlyList<LogRecord> logs)
    {
        List<ModelCallStep> calls = [];
        var open = new Dictionary<string, CodexEvent>(StringComparer.Ordinal);
        foreach (CodexEvent told in logs.Select(CodexEvent.Of).OrderBy(e => e.EndUnixNano))
        {
            string conversation = told.Attributes.Text("conversation.id") ?? "";
            if (told.Name == CodexEvent.ApiRequest && told.IsRefusal)
            {
                calls.Add(CodexSampling.Refused(told, Model(told)) with { Source = FactSources.Log });
            }
            else if (told.Name == CodexEvent.ApiRequest)
            {
                open[conversation] = told;
            }
            else if (IsUsage(told))
            {
                open.Remove(conversation, out CodexEvent? request);
                calls.Add(Answered(told, request));
            }
        }

        return calls;
    }

    private static bool IsUsage(CodexEvent told) =>
        told.Name == CodexEvent.ServerEvent && told.Attributes.Text("event.kind") == "response.completed" && told.Attributes.Text("output_token_count") is not null;

    private static ModelCallStep Answered(CodexEvent usage, CodexEvent? request) => new()
    {
        TraceId = request?.TraceId ?? usage.TraceId,
        SpanId = "",
        StartUnixNano = request?.StartUnixNano ?? usage.EndUnixNano,
        LatencyMs = request is null ? null : (usage.EndUnixNano - request.StartUnixNano) / NanosecondsPerMillisecond,
        Model = Model(usage),
        PromptTokens = usage.Attributes.Count("input_token_count"),
        CachedTokens = usage.Attributes.Count("cached_token_count"),
        CacheCreationTokens = usage.Attributes.Count("cache_write_token_count"),
        CompletionTokens = usage.Attributes.Count("output_token_count"),
        ReasoningTokens = usage.Attributes.Count("reasoning_token_count"),
        Failed = false,
        StatusCode = request?.Status,
        Attempt = request?.Attempt ?? 1,
        Source = FactSources.Log,
    };

    private static string Model(CodexEvent told) => told.Attributes.Text("model") ?? "";
}
