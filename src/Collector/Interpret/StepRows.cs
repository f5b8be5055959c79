using Tracing.Dialects.Steps;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>Steps as rows.</summary>
internal static class StepRows
{
    public static ModelCallRow Of(ModelCallStep call, RunKey key, uint index) => new()
    {
        RunId = key.RunId,
        Version = key.Version,
        Index = index,
        TraceId = call.TraceId,
        SpanId = call.SpanId,
        StartedAt = call.StartUnixNano,
        Model = call.Model,
        Provider = call.Provider,
        RequestHash = call.RequestHash,
        PromptTokens = call.PromptTokens,
        CachedTokens = call.CachedTokens,
        CacheCreationTokens = call.CacheCreationTokens,
        CompletionTokens = call.CompletionTokens,
        ReasoningTokens = call.ReasoningTokens,
        LatencyMs = call.LatencyMs,
        FirstTokenMs = call.FirstTokenMs,
        FinishReason = call.FinishReason,
        Status = call.Failed ? "error" : "ok",
        StatusCode = call.StatusCode,
        ErrorType = call.ErrorType,
        Attempt = call.Attempt,
        Source = call.Source,
        ResponseId = call.ResponseId,
        FieldSources = call.FieldSources,
        Others = call.Others,
    };

    public static ToolCallRow Of(ToolCallStep call, RunKey key, uint index) => new()
    {
        RunId = key.RunId,
        Version = key.Version,
        Index = index,
        TraceId = call.TraceId,
        SpanId = call.SpanId,
        StartedAt = call.StartUnixNano,
        DurationMs = call.DurationMs,
        Name = call.Name,
        CallId = call.CallId,
        Arguments = call.Arguments,
        Result = call.Result,
        ExitCode = call.ExitCode,
        Success = call.Success,
        ErrorType = call.ErrorType,
        Source = call.Source,
        FieldSources = call.FieldSources,
        Others = call.Others,
    };

    public static AxisScoreRow Of(AxisScoreStep score, RunKey key) => new()
    {
        RunId = key.RunId,
        Version = key.Version,
        Axis = score.Axis,
        Scorer = score.Scorer,
        ScorerVersion = score.ScorerVersion,
        Value = score.Value,
        NotApplicable = score.NotApplicable,
        Label = score.Label,
        Explanation = score.Explanation,
        Details = score.Details,
        Source = score.Source,
        RecordedAt = score.RecordedUnixNano,
    };

    public static SpanKindRow Of(SpanKindStep kind, RunKey key) => new()
    {
        RunId = key.RunId,
        Version = key.Version,
        TraceId = kind.TraceId,
        SpanId = kind.SpanId,
        Kind = kind.Kind,
    };
}
