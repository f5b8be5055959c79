using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>A model call as a <c>model_call</c> span, by the words of <c>docs/vocabulary.md</c>.</summary>
internal static class CallSpan
{
    private const int ClientKind = 3;

    /// <summary>Writes a span.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="call">The call.</param>
    /// <param name="run">The run it belongs to, or null.</param>
    public static void Write(Utf8JsonWriter writer, RecordedCall call, string? run)
    {
        var span = new ProxySpan
        {
            Name = call.Facts.RequestModel is { } model ? "chat " + model : "chat",
            BenchKind = BenchSpanKinds.ModelCall,
            Kind = ClientKind,
            Run = run,
            Parent = call.Parent,
            Start = call.Start,
            Duration = call.Duration,
            ErrorType = call.ErrorType,
        };
        span.Write(writer, w =>
        {
            WriteCall(w, call);
            WriteFacts(w, call.Facts);
            WriteContent(w, call);
        });
    }

    private static void WriteCall(Utf8JsonWriter writer, RecordedCall call)
    {
        OtlpAttributes.Write(writer, GenAiAttributes.OperationName, "chat");
        OtlpAttributes.Write(writer, BenchAttributes.RequestHash, call.RequestHash);
        OtlpAttributes.Write(writer, BenchAttributes.Attempt, call.Attempt);
        OtlpAttributes.Write(writer, StandardAttributes.HttpResponseStatusCode, call.Status);
        OtlpAttributes.Write(writer, GenAiAttributes.ResponseTimeToFirstChunk, call.FirstToken?.TotalSeconds);
    }

    private static void WriteContent(Utf8JsonWriter writer, RecordedCall call)
    {
        OtlpAttributes.Write(writer, GenAiAttributes.InputMessages, call.Input?.Json);
        OtlpAttributes.Write(writer, GenAiAttributes.OutputMessages, call.Output?.Json);
        OtlpAttributes.Write(writer, BenchAttributes.ContentTruncated, call.Input?.IsCut == true || call.Output?.IsCut == true ? true : null);
    }

    private static void WriteFacts(Utf8JsonWriter writer, ModelCallFacts facts)
    {
        OtlpAttributes.Write(writer, GenAiAttributes.RequestModel, facts.RequestModel);
        OtlpAttributes.Write(writer, GenAiAttributes.ResponseModel, facts.ResponseModel);
        OtlpAttributes.Write(writer, GenAiAttributes.ResponseId, facts.ResponseId);
        OtlpAttributes.Write(writer, GenAiAttributes.UsageInputTokens, facts.PromptTokens);
        OtlpAttributes.Write(writer, GenAiAttributes.UsageOutputTokens, facts.CompletionTokens);
        OtlpAttributes.Write(writer, GenAiAttributes.UsageCacheReadInputTokens, facts.CacheReadTokens);
        OtlpAttributes.Write(writer, GenAiAttributes.UsageCacheCreationInputTokens, facts.CacheCreationTokens);
        OtlpAttributes.Write(writer, GenAiAttributes.UsageReasoningOutputTokens, facts.ReasoningTokens);
        OtlpAttributes.Write(writer, GenAiAttributes.ResponseFinishReasons, facts.FinishReason is { } finish ? new[] { finish } : null);
    }
}
