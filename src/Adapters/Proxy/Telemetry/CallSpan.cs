using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;
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

    /// <summary>Writes one attribute.</summary>
    public static void WriteText(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            WriteAttribute(writer, key, w => w.WriteString("stringValue", value));
        }
    }

    private static void WriteCall(Utf8JsonWriter writer, RecordedCall call)
    {
        WriteText(writer, BenchAttributes.SpanKind, BenchSpanKinds.ModelCall);
        WriteText(writer, BenchAttributes.Source, FactSources.Proxy);
        WriteText(writer, GenAiAttributes.OperationName, "chat");
        WriteText(writer, BenchAttributes.RequestHash, call.RequestHash);
        WriteCount(writer, BenchAttributes.Attempt, call.Attempt);
        WriteCount(writer, StandardAttributes.HttpResponseStatusCode, call.Status);
        WriteText(writer, StandardAttributes.ErrorType, call.ErrorType);
        if (call.FirstToken is { } first)
        {
            WriteAttribute(writer, GenAiAttributes.ResponseTimeToFirstChunk, w => w.WriteNumber("doubleValue", first.TotalSeconds));
        }
    }

    private static void WriteFacts(Utf8JsonWriter writer, ModelCallFacts facts)
    {
        WriteText(writer, GenAiAttributes.RequestModel, facts.RequestModel);
        WriteText(writer, GenAiAttributes.ResponseModel, facts.ResponseModel);
        WriteText(writer, GenAiAttributes.ResponseId, facts.ResponseId);
        WriteCount(writer, GenAiAttributes.UsageInputTokens, facts.PromptTokens);
        WriteCount(writer, GenAiAttributes.UsageOutputTokens, facts.CompletionTokens);
        WriteCount(writer, GenAiAttributes.UsageCacheReadInputTokens, facts.CacheReadTokens);
        WriteCount(writer, GenAiAttributes.UsageCacheCreationInputTokens, facts.CacheCreationTokens);
        WriteCount(writer, GenAiAttributes.UsageReasoningOutputTokens, facts.ReasoningTokens);
        if (facts.FinishReason is { } finish)
        {
            WriteAttribute(writer, GenAiAttributes.ResponseFinishReasons, w =>
            {
                w.WriteStartObject("arrayValue");
                w.WriteStartArray("values");
                w.WriteStartObject();
                w.WriteString("stringValue", finish);
                w.WriteEndObject();
                w.WriteEndArray();
                w.WriteEndObject();
            });
        }
    }

    private static void WriteCount(Utf8JsonWriter writer, string key, long? value)
    {
        if (value is { } count)
        {
            WriteAttribute(writer, key, w => w.WriteString("intValue", count.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void WriteAttribute(Utf8JsonWriter writer, string key, Action<Utf8JsonWriter> value)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        writer.WriteStartObject("value");
        value(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Calls of a run whose agent has no trace share one, made from the run's name.
    private static string TraceOf(RecordedCall call, string? run) => (call.Parent, run) switch
    {
        ({ } parent, _) => parent.TraceId.ToHexString(),
        (_, { } name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tracing proxy " + name)).AsSpan(0, 16)),
        _ => ActivityTraceId.CreateRandom().ToHexString(),
    };
}
