using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>The line of type <c>run</c>, the first of its file.</summary>
internal static class RunLine
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="run">The run.</param>
    public static void Write(Utf8JsonWriter json, RunRow run)
    {
        LineWriter.Begin(json, "run", run.RunId);
        json.WriteString("cellId", run.CellId);
        json.WriteString("sweep", run.Sweep);
        json.WriteString("agent", run.Agent);
        LineWriter.Text(json, "agentVersion", run.AgentVersion);
        json.WriteString("model", run.Model);
        LineWriter.Text(json, "modelBuildId", run.ModelBuildId);
        json.WriteString("category", run.Category);
        json.WriteString("task", run.Task);
        json.WriteNumber("trial", run.Trial);
        json.WriteString("state", run.State);
        LineWriter.Text(json, "stateReason", run.StateReason);
        LineWriter.Time(json, "startedAt", run.StartedAt);
        LineWriter.Time(json, "endedAt", run.EndedAt);
        LineWriter.Whole(json, "durationNano", run.DurationNano);
        LineWriter.Number(json, "exitCode", run.ExitCode);
        LineWriter.Flag(json, "timedOut", run.TimedOut);
        LineWriter.Text(json, "containerImage", run.ContainerImage);
        LineWriter.Text(json, "imageDigest", run.ImageDigest);
        LineWriter.Text(json, "behaviorMode", run.BehaviorMode);
        json.WritePropertyName("pluginStack");
        JsonSerializer.Serialize(json, run.PluginStack);
        LineWriter.Text(json, "methodologyVersion", run.MethodologyVersion);
        LineWriter.Whole(json, "promptTokens", run.PromptTokens);
        LineWriter.Whole(json, "cachedTokens", run.CachedTokens);
        LineWriter.Whole(json, "cacheCreationTokens", run.CacheCreationTokens);
        LineWriter.Whole(json, "completionTokens", run.CompletionTokens);
        LineWriter.Whole(json, "reasoningTokens", run.ReasoningTokens);
        json.WriteNumber("modelCalls", run.ModelCallCount);
        json.WriteNumber("modelCallsWithTokens", run.ModelCallsWithTokens);
        json.WriteNumber("toolCalls", run.ToolCallCount);
        json.WriteNumber("spans", run.SpanCount);
        json.WriteNumber("logs", run.LogCount);
        LineWriter.Text(json, "traceId", run.TraceId);
        LineWriter.Text(json, "rootSpanId", run.RootSpanId);
        json.WriteString("dialect", run.Dialect);
        json.WriteString("dialectVersion", run.DialectVersion);
        json.WriteEndObject();
    }
}
