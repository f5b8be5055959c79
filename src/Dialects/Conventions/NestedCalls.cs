using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>
/// Libraries instrument the same model call at several heights (a framework, the client below it): each call is counted once, at the innermost span.
/// An enclosing call that holds exactly one gives it what it does not tell itself; one that holds several repeats their sum and gives nothing.
/// </summary>
internal sealed class NestedCalls
{
    // Deeper nesting than this is a loop of parents.
    private const int Deepest = 64;

    private readonly Dictionary<(string TraceId, string SpanId), SpanRecord> _spans = [];
    private readonly Dictionary<(string TraceId, string SpanId), string> _kinds = [];
    private readonly Dictionary<(string TraceId, string SpanId), (string TraceId, string SpanId)> _enclosing = [];
    private readonly Dictionary<(string TraceId, string SpanId), int> _held = [];

    /// <summary>Looks at the run's spans.</summary>
    /// <param name="spans">All spans.</param>
    /// <param name="kinds">Those whose kind is known.</param>
    public NestedCalls(IReadOnlyList<SpanRecord> spans, IReadOnlyList<(SpanRecord Span, string Kind)> kinds)
    {
        foreach ((SpanRecord span, string kind) in kinds)
        {
            _kinds[(span.TraceId, span.SpanId)] = kind;
        }

        if (_kinds.Values.Count(kind => kind == BenchSpanKinds.ModelCall) < 2)
        {
            return;
        }

        foreach (SpanRecord span in spans)
        {
            _spans[(span.TraceId, span.SpanId)] = span;
        }

        foreach ((SpanRecord span, string _) in kinds.Where(k => k.Kind == BenchSpanKinds.ModelCall).DistinctBy(k => (k.Span.TraceId, k.Span.SpanId)))
        {
            (string, string) key = (span.TraceId, span.SpanId);
            if (Enclosing(span) is { } outer && !IsWithin(outer, key))
            {
                _enclosing[key] = outer;
                _held[outer] = _held.GetValueOrDefault(outer) + 1;
            }
        }
    }

    /// <summary>Whether a span encloses the calls that count.</summary>
    /// <param name="span">The span.</param>
    /// <returns>True where it is not a call of its own.</returns>
    public bool IsEnclosing(SpanRecord span) => _held.ContainsKey((span.TraceId, span.SpanId));

    /// <summary>The innermost calls.</summary>
    /// <param name="calls">All calls that spans tell.</param>
    /// <returns>Those that count, completed.</returns>
    public IReadOnlyList<ModelCallStep> Innermost(IReadOnlyList<ModelCallStep> calls)
    {
        if (_held.Count == 0)
        {
            return calls;
        }

        var bySpan = new Dictionary<(string, string), ModelCallStep>();
        foreach (ModelCallStep call in calls)
        {
            bySpan[(call.TraceId, call.SpanId)] = call;
        }

        return [.. calls.Where(call => !_held.ContainsKey((call.TraceId, call.SpanId))).Select(call => Completed(call, bySpan))];
    }

    private ModelCallStep Completed(ModelCallStep call, Dictionary<(string, string), ModelCallStep> bySpan)
    {
        (string, string) key = (call.TraceId, call.SpanId);
        for (int depth = 0; depth < Deepest && _enclosing.TryGetValue(key, out (string TraceId, string SpanId) outer) && _held[outer] == 1; depth++)
        {
            if (bySpan.TryGetValue(outer, out ModelCallStep? more))
            {
                call = With(call, more);
            }

            key = outer;
        }

        return call;
    }

    // Damaged records may name each other as parents: one of them stays a call.
    private bool IsWithin((string TraceId, string SpanId) key, (string TraceId, string SpanId) outer)
    {
        for (int depth = 0; depth < Deepest; depth++)
        {
            if (key == outer)
            {
                return true;
            }

            if (!_enclosing.TryGetValue(key, out key))
            {
                return false;
            }
        }

        return true;
    }

    private static ModelCallStep With(ModelCallStep call, ModelCallStep more) => call with
    {
        Model = call.Model.Length > 0 ? call.Model : more.Model,
        Provider = call.Provider ?? more.Provider,
        RequestHash = call.RequestHash ?? more.RequestHash,
        PromptTokens = call.PromptTokens ?? more.PromptTokens,
        CachedTokens = call.CachedTokens ?? more.CachedTokens,
        CacheCreationTokens = call.CacheCreationTokens ?? more.CacheCreationTokens,
        CompletionTokens = call.CompletionTokens ?? more.CompletionTokens,
        ReasoningTokens = call.ReasoningTokens ?? more.ReasoningTokens,
        FirstTokenMs = call.FirstTokenMs ?? more.FirstTokenMs,
        FinishReason = call.FinishReason ?? more.FinishReason,
        StatusCode = call.StatusCode ?? more.StatusCode,
        ErrorType = call.ErrorType ?? more.ErrorType,
        ResponseId = call.ResponseId ?? more.ResponseId,
    };

    // A tool or an agent between two calls makes them two.
    private (string TraceId, string SpanId)? Enclosing(SpanRecord span)
    {
        SpanRecord at = span;
        for (int depth = 0; depth < Deepest && at.ParentSpanId.Length > 0; depth++)
        {
            (string, string) parent = (at.TraceId, at.ParentSpanId);
            if (parent == (span.TraceId, span.SpanId) || !_spans.TryGetValue(parent, out SpanRecord? above))
            {
                return null;
            }

            if (_kinds.TryGetValue(parent, out string? kind))
            {
                return kind == BenchSpanKinds.ModelCall ? parent : null;
            }

            if (above.Attributes.Text(GenAiAttributes.OperationName) is "invoke_agent" or "create_agent")
            {
                return null;
            }

            at = above;
        }

        return null;
    }
}
