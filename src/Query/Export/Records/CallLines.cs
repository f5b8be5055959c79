using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>Lines of types <c>model_call</c> and <c>tool_call</c>.</summary>
internal static class CallLines
{
    /// <summary>Writes a call of a model.</summary>
    /// <param name="json">The line.</param>
    /// <param name="call">The call.</param>
    public static void Write(Utf8JsonWriter json, ModelCallRow call)
    {
        LineWriter.Begin(json, "model_call", call.RunId);
        Place(json, call.Index, call.TraceId, call.SpanId, call.StartedAt);
        json.WriteString("model", call.Model);
        LineWriter.Text(json, "provider", call.Provider);
        LineWriter.Text(json, "requestHash", call.RequestHash);
        LineWriter.Whole(json, "promptTokens", call.PromptTokens);
        LineWriter.Whole(json, "cachedTokens", call.CachedTokens);
        LineWriter.Whole(json, "cacheCreationTokens", call.CacheCreationTokens);
        LineWriter.Whole(json, "completionTokens", call.CompletionTokens);
        LineWriter.Whole(json, "reasoningTokens", call.ReasoningTokens);
        LineWriter.Number(json, "latencyMs", call.LatencyMs);
        LineWriter.Number(json, "firstTokenMs", call.FirstTokenMs);
        LineWriter.Text(json, "finishReason", call.FinishReason);
        json.WriteString("status", call.Status);
        LineWriter.Whole(json, "statusCode", call.StatusCode);
        LineWriter.Text(json, "errorType", call.ErrorType);
        json.WriteNumber("attempt", call.Attempt);
        LineWriter.Text(json, "responseId", call.ResponseId);
        Told(json, call.Source, call.FieldSources, call.Others);
        json.WriteEndObject();
    }

    /// <summary>Writes a call of a tool.</summary>
    /// <param name="json">The line.</param>
    /// <param name="call">The call.</param>
    public static void Write(Utf8JsonWriter json, ToolCallRow call)
    {
        LineWriter.Begin(json, "tool_call", call.RunId);
        Place(json, call.Index, call.TraceId, call.SpanId, call.StartedAt);
        json.WriteString("name", call.Name);
        LineWriter.Text(json, "callId", call.CallId);
        LineWriter.Number(json, "durationMs", call.DurationMs);
        json.WriteString("arguments", call.Arguments);
        json.WriteString("result", call.Result);
        LineWriter.Number(json, "exitCode", call.ExitCode);
        LineWriter.Flag(json, "success", call.Success);
        LineWriter.Text(json, "errorType", call.ErrorType);
        Told(json, call.Source, call.FieldSources, call.Others);
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, uint index, string trace, string span, long startedAt)
    {
        json.WriteNumber("index", index);
        LineWriter.Text(json, "traceId", trace);
        LineWriter.Text(json, "spanId", span);
        LineWriter.Time(json, "startedAt", startedAt);
    }

    private static void Told(Utf8JsonWriter json, string source, IReadOnlyDictionary<string, string> fields, string others)
    {
        json.WriteString("source", source);
        json.WritePropertyName("fieldSources");
        JsonSerializer.Serialize(json, fields);
        LineWriter.Json(json, "others", others);
    }
}
