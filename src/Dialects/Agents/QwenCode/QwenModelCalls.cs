using Tracing.Dialects.Agents.GeminiCli;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.QwenCode;

/// <summary>
/// Qwen Code's model calls. The span <c>qwen-code.llm_request</c> covers every try and the client's own start; below it each try is an HTTP span <c>POST</c>.
/// So each POST is a call, the last one with the answer's usage, and latency runs from the request's leaving to the end of the answer.
/// The logs <c>qwen-code.api_request</c>, <c>qwen-code.api_response</c> and <c>qwen-code.api_error</c> carry the span's ids; those of 0.15 carry none and hide the tries.
/// </summary>
internal sealed class QwenModelCalls
{
    private static readonly RequestNames Names = new("qwen-code.llm_request", "qwen-code.api_request", "qwen-code.api_response", "qwen-code.api_error");

    /// <summary>Reads.</summary>
    /// <param name="own">The agent's records.</param>
    /// <param name="ended">When the run's work was over, or null while it may go on.</param>
    public QwenModelCalls(RunRecords own, long? ended)
    {
        ILookup<(string, string), SpanRecord> posts = own.Spans
            .Where(span => span.ParentSpanId.Length > 0 && span.Attributes.Text("http.request.method") == "POST")
            .OrderBy(span => span.StartUnixNano)
            .ToLookup(span => (span.TraceId, span.ParentSpanId));
        foreach (RequestWitnesses call in RequestWitnesses.Gather(own, Names, ended))
        {
            Read(call, call.SpanId.Length == 0 ? [] : [.. posts[(call.TraceId, call.SpanId)]]);
        }
    }

    /// <summary>What the spans tell.</summary>
    public List<ModelCallStep> OfSpans { get; } = [];

    /// <summary>What the logs tell.</summary>
    public List<ModelCallStep> OfLogs { get; } = [];

    private void Read(RequestWitnesses call, SpanRecord[] posts)
    {
        // Killed, or about to ask again: what was sent so far has failed, and the next try has not left.
        bool isBetweenTries = posts.Length > 0 && call.Outcome is null && call.Span is null && HasFailed(posts[^1]);
        OfSpans.AddRange((isBetweenTries ? posts : posts.SkipLast(1)).Select((post, index) => Try(call, post, index)));
        if (!isBetweenTries)
        {
            ReadLast(call, posts);
        }
    }

    private void ReadLast(RequestWitnesses call, SpanRecord[] posts)
    {
        if (posts.Length > 0)
        {
            OfSpans.Add(From(BySpan(call), posts[^1], call) with { Attempt = (uint)posts.Length });
        }
        else if (call.Span is not null)
        {
            OfSpans.Add(BySpan(call));
        }

        if (call.HasLog)
        {
            OfLogs.Add(ByLogs(call));
        }
    }

    private static ModelCallStep Try(RequestWitnesses call, SpanRecord post, int index) => new()
    {
        TraceId = post.TraceId,
        SpanId = post.SpanId,
        StartUnixNano = post.StartUnixNano,
        Model = ModelOf(call),
        LatencyMs = post.DurationMs,
        Failed = HasFailed(post),
        StatusCode = StatusOf(post),
        ErrorType = post.Attributes.Text(StandardAttributes.ErrorType),
        Attempt = (uint)index + 1,
        Source = FactSources.Agent,
    };

    // What the client did before the request left is no latency of the model.
    private static ModelCallStep From(ModelCallStep step, SpanRecord post, RequestWitnesses call)
    {
        double prepared = (post.StartUnixNano - call.StartUnixNano) / 1e6;
        return step with
        {
            StartUnixNano = post.StartUnixNano,
            LatencyMs = After(call.LatencyMs, prepared),
            FirstTokenMs = After(step.FirstTokenMs ?? call.Outcome?.Attributes.Number("ttft_ms"), prepared),
            StatusCode = StatusOf(post),
        };
    }

    private static double? After(double? milliseconds, double prepared) => milliseconds >= prepared ? milliseconds - prepared : milliseconds;

    private static bool HasFailed(SpanRecord post) => post.IsError || post.Attributes.Integer(StandardAttributes.HttpResponseStatusCode) >= 400;

    private static ushort? StatusOf(SpanRecord post) => Status(post.Attributes.Integer(StandardAttributes.HttpResponseStatusCode));

    private static ushort? Status(long? code) => code is >= 100 and <= 999 and var status ? (ushort)status : null;

    private static string ModelOf(RequestWitnesses call) =>
        call.Span?.Attributes.FirstText(GenAiAttributes.ResponseModel, GenAiAttributes.RequestModel) ?? (call.Outcome ?? call.Request)?.Attributes.Text("model") ?? "";

    private static ModelCallStep BySpan(RequestWitnesses call)
    {
        AttributeSet told = call.Span?.Attributes ?? AttributeSet.Empty;
        return new ModelCallStep
        {
            TraceId = call.TraceId,
            SpanId = call.SpanId,
            StartUnixNano = call.StartUnixNano,
            Model = ModelOf(call),
            Provider = told.Text(GenAiAttributes.ProviderName),
            PromptTokens = told.Count(GenAiAttributes.UsageInputTokens),
            CachedTokens = told.Count(GenAiAttributes.UsageCacheReadInputTokens),
            CompletionTokens = told.Count(GenAiAttributes.UsageOutputTokens),
            ReasoningTokens = told.Count("thoughts_token_count"),
            LatencyMs = call.LatencyMs,
            FirstTokenMs = told.Number("ttft_ms"),
            FinishReason = told.Texts(GenAiAttributes.ResponseFinishReasons) is [var reason, ..] ? reason : told.Text("finish_reason"),
            Failed = HasFailed(call),
            ErrorType = told.Text(StandardAttributes.ErrorType),
            Attempt = 1,
            Source = FactSources.Agent,
            ResponseId = told.Text(GenAiAttributes.ResponseId),
        };
    }

    private static bool HasFailed(RequestWitnesses call) =>
        call.Error is not null || call.Span?.IsError == true || call.Span?.Attributes.Flag("success") == false || call.IsUnanswered;

    private static ModelCallStep ByLogs(RequestWitnesses call)
    {
        AttributeSet told = call.Outcome?.Attributes ?? AttributeSet.Empty;
        return new ModelCallStep
        {
            TraceId = call.TraceId,
            SpanId = call.SpanId,
            StartUnixNano = call.LogStartUnixNano,
            Model = (call.Outcome ?? call.Request)!.Attributes.Text("model") ?? "",
            PromptTokens = told.Count("input_token_count"),
            CachedTokens = told.Count("cached_content_token_count"),
            CompletionTokens = told.Count("output_token_count"),
            ReasoningTokens = told.Count("thoughts_token_count"),
            LatencyMs = call.ToldLatencyMs,
            FirstTokenMs = told.Number("ttft_ms"),
            Failed = HasFailed(call),
            StatusCode = Status(told.Integer("status_code")),
            ErrorType = told.FirstText(StandardAttributes.ErrorType, "error_type"),
            Attempt = 1,
            Source = FactSources.Log,
            ResponseId = told.Text("response_id"),
        };
    }
}
