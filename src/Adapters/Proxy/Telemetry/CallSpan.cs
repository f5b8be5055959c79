using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>A call as a <c>model_call</c> span in OTLP/JSON, by the words of <c>docs/vocabulary.md</c>. What is not recorded has no attribute.</summary>
internal static class CallSpan
{
    private const int ClientKind = 3;
    private const int ErrorStatus = 2;
    private const int NanosecondsPerTick = 100;

    /// <summary>Writes a span.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="call">The call.</param>
    /// <param name="run">The run it belongs to, or null.</param>
    public static void Write(Utf8JsonWriter writer, RecordedCall call, string? run)
    {
        long start = (call.Start.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NanosecondsPerTick;
        writer.WriteStartObject();
        writer.WriteString("traceId", TraceOf(call, run));
        writer.WriteString("spanId", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        if (call.Parent is { } parent)
        {
            writer.WriteString("parentSpanId", parent.SpanId.ToHexString());
        }

        writer.WriteString("name", call.Facts.RequestModel is { } model ? "chat " + model : "chat");
        writer.WriteNumber("kind", ClientKind);
        writer.WriteString("startTimeUnixNano", start.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("endTimeUnixNano", (start + (call.Duration.Ticks * NanosecondsPerTick)).ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("attributes");
        WriteCall(writer, call);
        WriteFacts(writer, call.Facts);
        writer.WriteEndArray();
        if (call.ErrorType is { } error)
        {
            writer.WriteStartObject("status");
            writer.WriteNumber("code", ErrorStatus);
            writer.WriteString("message", error);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, RecordedCall call)
    {
        OtlpAttributes.Write(writer, BenchAttributes.SpanKind, BenchSpanKinds.ModelCall);
        OtlpAttributes.Write(writer, BenchAttributes.Source, FactSources.Proxy);
        OtlpAttributes.Write(writer, GenAiAttributes.OperationName, "chat");
        OtlpAttributes.Write(writer, BenchAttributes.RequestHash, call.RequestHash);
        OtlpAttributes.Write(writer, BenchAttributes.Attempt, call.Attempt);
        OtlpAttributes.Write(writer, StandardAttributes.HttpResponseStatusCode, call.Status);
        OtlpAttributes.Write(writer, StandardAttributes.ErrorType, call.ErrorType);
        OtlpAttributes.Write(writer, GenAiAttributes.ResponseTimeToFirstChunk, call.FirstToken?.TotalSeconds);
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

    // Calls of a run whose agent has no trace share one, made from the run's name.
    private static string TraceOf(RecordedCall call, string? run) => (call.Parent, run) switch
    {
        ({ } parent, _) => parent.TraceId.ToHexString(),
        (_, { } name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tracing proxy " + name)).AsSpan(0, 16)),
        _ => ActivityTraceId.CreateRandom().ToHexString(),
    };
}
