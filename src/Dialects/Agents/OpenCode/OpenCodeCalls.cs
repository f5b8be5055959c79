using System.Text.Json;
using Tracing.Dialects.Conventions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.OpenCode;

/// <summary>
/// Calls by the AI SDK's spans. <c>ai.streamText.doStream</c> is the request; its parent <c>ai.streamText</c> repeats the usage and also holds
/// <c>ai.toolCall</c>. The request's span stays open while the tools of its answer run, so the answer ended when the last of them began.
/// </summary>
internal sealed class OpenCodeCalls(IReadOnlyList<SpanRecord> spans)
{
    private const string ToolOperation = "ai.toolCall";
    private const string ExceptionEvent = "exception";
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly SpanRecord[] _requests = [.. spans.Where(IsRequest).OrderBy(span => span.StartUnixNano)];
    private readonly SpanRecord[] _tools = [.. spans.Where(span => Operation(span) == ToolOperation)];

    public IReadOnlyList<ModelCallStep> ModelCalls()
    {
        ILookup<(string, string), SpanRecord> tools = _tools.ToLookup(span => (span.TraceId, span.ParentSpanId));
        var refusedBefore = new Dictionary<string, (string? Prompt, uint Attempt)>(StringComparer.Ordinal);
        List<ModelCallStep> calls = [];
        foreach (SpanRecord span in _requests)
        {
            // It asks again with the very same prompt when it was refused, in a new span.
            string session = span.Attributes.FirstText("session.id", "ai.telemetry.metadata.sessionId") + span.Attributes.Text("ai.telemetry.functionId");
            string? prompt = span.Attributes.Text("ai.prompt.messages");
            uint attempt = refusedBefore.TryGetValue(session, out (string? Prompt, uint Attempt) before) && before.Prompt == prompt ? before.Attempt + 1 : 1;
            ModelCallStep call = Call(span, tools[(span.TraceId, span.ParentSpanId)]) with { Attempt = attempt };
            if (call.Failed)
            {
                refusedBefore[session] = (prompt, attempt);
            }
            else
            {
                refusedBefore.Remove(session);
            }

            calls.Add(call);
        }

        return calls;
    }

    public IReadOnlyList<ToolCallStep> ToolCalls() => [.. _tools.Select(Tool)];

    public IReadOnlyList<SpanKindStep> Kinds() =>
    [
        .. _requests.Select(span => new SpanKindStep(span.TraceId, span.SpanId, BenchSpanKinds.ModelCall)),
        .. _tools.Select(span => new SpanKindStep(span.TraceId, span.SpanId, BenchSpanKinds.ToolCall)),
    ];

    private static bool IsRequest(SpanRecord span) =>
        Operation(span) is "ai.streamText.doStream" or "ai.generateText.doGenerate" or "ai.streamObject.doStream" or "ai.generateObject.doGenerate";

    private static string? Operation(SpanRecord span) => span.Attributes.Text(AiSdkAttributes.OperationId);

    private static ModelCallStep Call(SpanRecord span, IEnumerable<SpanRecord> siblings)
    {
        long[] toolStarts = [.. siblings.Select(tool => tool.StartUnixNano).Where(start => start >= span.StartUnixNano && start <= span.EndUnixNano)];
        return ModelCallReader.FromSpan(span) with
        {
            LatencyMs = toolStarts.Length > 0 ? (toolStarts.Max() - span.StartUnixNano) / NanosecondsPerMillisecond : span.DurationMs,
            ErrorType = ErrorType(span),
            Source = FactSources.Agent,
        };
    }

    private static ToolCallStep Tool(SpanRecord span)
    {
        string? result = span.Attributes.Text("ai.toolCall.result");
        int? exitCode = ExitCode(result);
        return new ToolCallStep
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = span.StartUnixNano,
            DurationMs = span.DurationMs,
            Name = span.Attributes.Text("ai.toolCall.name") ?? span.Name,
            CallId = span.Attributes.Text("ai.toolCall.id"),
            Arguments = span.Attributes.Text("ai.toolCall.args"),
            Result = result,
            ExitCode = exitCode,
            Success = span.IsError ? false : exitCode is { } code ? code == 0 : result is null ? null : true,
            ErrorType = ErrorType(span),
            Source = FactSources.Agent,
        };
    }

    private static string? ErrorType(SpanRecord span) =>
        span.Attributes.Text(StandardAttributes.ErrorType) ?? span.Events.LastOrDefault(e => e.Name == ExceptionEvent)?.Attributes.Text("exception.type");

    // A command that fails is a tool that worked: the code stands in the result's metadata.
    private static int? ExitCode(string? result)
    {
        if (result is null)
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(result);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty("exit", out JsonElement exit) && exit.ValueKind == JsonValueKind.Number && exit.TryGetInt32(out int code)
                ? code
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
