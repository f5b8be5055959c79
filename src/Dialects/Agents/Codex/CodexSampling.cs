using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.Codex;

/// <summary>
/// Model calls by Codex' spans. <c>try_run_sampling_request</c> names the model; below it <c>codex.sampling</c> lasts until the answer ends, an event
/// <c>codex.api_request</c> tells each HTTP request, and one of many spans <c>handle_responses</c> has the usage. Why the answer ended is not told.
/// </summary>
internal sealed class CodexSampling
{
    public const string Sampling = "codex.sampling";

    private const string Attempt = "try_run_sampling_request";
    private const double NanosecondsPerMillisecond = 1e6;

    // Deeper nesting than this is a loop of parents.
    private const int Deepest = 64;

    private readonly IReadOnlyList<SpanRecord> _spans;
    private readonly Dictionary<(string, string), SpanRecord> _byId = [];
    private readonly Dictionary<(string, string), List<CodexEvent>> _requests = [];
    private readonly Dictionary<(string, string), SpanRecord> _usage = [];

    public CodexSampling(IReadOnlyList<SpanRecord> spans)
    {
        _spans = spans;
        foreach (SpanRecord span in spans)
        {
            _byId[(span.TraceId, span.SpanId)] = span;
        }

        foreach (SpanRecord span in spans)
        {
            IEnumerable<CodexEvent> requests = span.Events.Select(e => CodexEvent.Of(span, e)).Where(e => e.Name == CodexEvent.ApiRequest);
            bool hasUsage = span.Attributes.Text(GenAiAttributes.UsageOutputTokens) is not null;
            if ((hasUsage || requests.Any()) && Key(span) is { } key)
            {
                if (hasUsage)
                {
                    _usage[key] = span;
                }

                List<CodexEvent> known = _requests.TryGetValue(key, out List<CodexEvent>? list) ? list : _requests[key] = [];
                known.AddRange(requests);
            }
        }
    }

    public IReadOnlyList<ModelCallStep> Calls()
    {
        List<ModelCallStep> calls = [];
        foreach (SpanRecord span in _spans.Where(span => span.Name == Sampling))
        {
            (string, string) key = Key(span) ?? (span.TraceId, span.SpanId);
            List<CodexEvent> requests = _requests.GetValueOrDefault(key) ?? [];
            string model = _byId.GetValueOrDefault(key)?.Attributes.Text("model") ?? requests.FirstOrDefault()?.Attributes.Text("model") ?? "";
            calls.AddRange(requests.Where(request => request.IsRefusal).Select(request => Refused(request, model)));
            if (requests.LastOrDefault(request => !request.IsRefusal) is { } answered)
            {
                calls.Add(Answered(span, answered, model, _usage.GetValueOrDefault(key)));
            }
            else if (requests.Count == 0)
            {
                calls.Add(Answered(span, null, model, _usage.GetValueOrDefault(key)));
            }
        }

        return calls;
    }

    public static ModelCallStep Refused(CodexEvent request, string model) => new()
    {
        TraceId = request.TraceId,
        SpanId = "",
        StartUnixNano = request.StartUnixNano,
        LatencyMs = request.Milliseconds,
        Model = model,
        Failed = true,
        StatusCode = request.Status,
        ErrorType = request.Attributes.Text("error.message"),
        Attempt = request.Attempt,
        Source = FactSources.Agent,
    };

    // The request's own time counts: an earlier attempt and the wait after it lie in the span too.
    private static ModelCallStep Answered(SpanRecord span, CodexEvent? request, string model, SpanRecord? usage)
    {
        long start = request is { } told && told.StartUnixNano > span.StartUnixNano ? told.StartUnixNano : span.StartUnixNano;
        AttributeSet tokens = usage?.Attributes ?? AttributeSet.Empty;
        return new ModelCallStep
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = start,
            LatencyMs = (span.EndUnixNano - start) / NanosecondsPerMillisecond,
            Model = model,
            PromptTokens = tokens.Count(GenAiAttributes.UsageInputTokens),
            CachedTokens = tokens.Count(GenAiAttributes.UsageCacheReadInputTokens),
            CacheCreationTokens = tokens.Count("gen_ai.usage.cache_write.input_tokens"),
            CompletionTokens = tokens.Count(GenAiAttributes.UsageOutputTokens),
            ReasoningTokens = tokens.Count("codex.usage.reasoning_output_tokens"),
            Failed = span.IsError,
            StatusCode = request?.Status,
            Attempt = request?.Attempt ?? 1,
            Source = FactSources.Agent,
        };
    }

    // The attempt that a span belongs to.
    private (string, string)? Key(SpanRecord span)
    {
        SpanRecord? at = span;
        for (int depth = 0; depth < Deepest && at is not null; depth++)
        {
            if (at.Name == Attempt)
            {
                return (at.TraceId, at.SpanId);
            }

            at = _byId.GetValueOrDefault((at.TraceId, at.ParentSpanId));
        }

        return null;
    }
}
