using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>
/// Gemini CLI's model calls; each try is one. The span <c>llm_call</c> and the log <c>gemini_cli.api_request</c> share an id; how it ended is told by
/// <c>gemini_cli.api_error</c> with that id, or by <c>gemini_cli.api_response</c> without any (usage, latency, finish reasons), right behind which stands a
/// <c>gen_ai.client.inference.operation.details</c> with the response's id.
/// <para>Output tokens leave out thoughts, on the span without saying so; input tokens hold what came from the cache.</para>
/// </summary>
internal sealed class GeminiModelCalls
{
    /// <summary>Name of the span.</summary>
    public const string Span = "llm_call";

    private const long DetailsTolerance = 250_000_000;
    private static readonly RequestNames Names = new(Span, "gemini_cli.api_request", "gemini_cli.api_response", "gemini_cli.api_error");
    private static readonly IReadOnlyDictionary<string, string> IdByLog = new Dictionary<string, string>(StringComparer.Ordinal) { ["responseId"] = FactSources.Log };

    /// <summary>Reads.</summary>
    /// <param name="own">The agent's records.</param>
    /// <param name="ended">When the run's work was over, or null while it may go on.</param>
    public GeminiModelCalls(RunRecords own, long? ended)
    {
        IReadOnlyList<RequestWitnesses> calls = RequestWitnesses.Gather(own, Names, ended);

        // Two details a call: the first when the request leaves, the second when the answer has ended. Only the second has an id.
        LogRecord[] details = [.. own.Logs.Where(log => log.EventName == EventNames.InferenceDetails && log.Attributes.Text(GenAiAttributes.ResponseId) is not null)];
        IReadOnlyList<int?> ofCalls = NearestPairs.Of(
            [.. calls.Select(call => call.Response?.UnixNano ?? long.MinValue)], [.. details.Select(log => log.UnixNano)], DetailsTolerance, (_, _) => true);
        IReadOnlyList<ModelCallStep> tries = Attempts.Number([.. calls.Select(Try)]);
        foreach ((int index, RequestWitnesses call) in calls.Index())
        {
            LogRecord? detail = ofCalls[index] is { } found ? details[found] : null;
            if (call.Span is { } span)
            {
                OfSpans.Add(ByTheSpan(tries[index], call, span, detail));
            }

            if (call.HasLog)
            {
                OfLogs.Add(ByTheLogs(tries[index], call, detail));
            }
        }
    }

    /// <summary>What the spans tell.</summary>
    public List<ModelCallStep> OfSpans { get; } = [];

    /// <summary>What the logs tell.</summary>
    public List<ModelCallStep> OfLogs { get; } = [];

    // What both tell alike.
    private static ModelCallStep Try(RequestWitnesses call) => new()
    {
        TraceId = call.TraceId,
        SpanId = call.SpanId,
        StartUnixNano = call.StartUnixNano,
        Model = call.Span?.Attributes.Text(GenAiAttributes.RequestModel) ?? (call.Outcome ?? call.Request)?.Attributes.Text("model") ?? "",
        LatencyMs = call.LatencyMs,
        Failed = call.Error is not null || call.Span?.IsError == true || call.IsUnanswered,
        Attempt = 1,
        Source = FactSources.Agent,
    };

    private static ModelCallStep ByTheSpan(ModelCallStep one, RequestWitnesses call, SpanRecord span, LogRecord? detail) => one with
    {
        PromptTokens = span.Attributes.Count(GenAiAttributes.UsageInputTokens),
        LatencyMs = call.ToldLatencyMs is null ? span.DurationMs : null,
        SeenMs = span.DurationMs,
        ErrorType = span.Events.Where(e => e.Name == "exception").Select(e => e.Attributes.Text("exception.type")).FirstOrDefault(type => type is not null),
        ResponseId = detail?.Attributes.Text(GenAiAttributes.ResponseId),
        FieldSources = detail is null ? one.FieldSources : IdByLog,
    };

    private static ModelCallStep ByTheLogs(ModelCallStep one, RequestWitnesses call, LogRecord? detail)
    {
        AttributeSet told = call.Outcome?.Attributes ?? AttributeSet.Empty;
        ulong? thoughts = told.Count("thoughts_token_count");
        return one with
        {
            StartUnixNano = call.LogStartUnixNano,
            Model = detail?.Attributes.Text(GenAiAttributes.ResponseModel) ?? (call.Outcome ?? call.Request)?.Attributes.Text("model") ?? "",
            Provider = detail?.Attributes.Text(GenAiAttributes.ProviderName),
            PromptTokens = told.Count("input_token_count"),
            CachedTokens = told.Count("cached_content_token_count"),
            CompletionTokens = told.Count("output_token_count") + (thoughts ?? 0),
            ReasoningTokens = thoughts,
            LatencyMs = call.ToldLatencyMs,

            // One reason for each streamed piece: the last one is why it ended.
            FinishReason = told.Texts("finish_reasons") is [.., var last] ? last : null,
            StatusCode = told.Integer("status_code") is >= 100 and <= 999 and var status ? (ushort)status : null,
            ErrorType = told.Text(StandardAttributes.ErrorType),
            Source = FactSources.Log,
            ResponseId = detail?.Attributes.Text(GenAiAttributes.ResponseId),
        };
    }
}
