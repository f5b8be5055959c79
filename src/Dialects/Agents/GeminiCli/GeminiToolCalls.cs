using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>
/// Gemini CLI's tool calls: the span <c>tool_call</c> (id, arguments and outcome as JSON) and the log <c>gemini_cli.tool_call</c>, which carries the id of the
/// span's parent. Status and <c>success</c> say only that the tool ran: the exit code stands in <c>metadata</c>, where it is not zero.
/// </summary>
internal sealed class GeminiToolCalls
{
    /// <summary>Name of the span.</summary>
    public const string Span = "tool_call";

    private const string Event = "gemini_cli.tool_call";
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>Reads.</summary>
    /// <param name="own">The agent's records.</param>
    public GeminiToolCalls(RunRecords own)
    {
        List<LogRecord> logs = [.. own.Logs.Where(log => log.EventName == Event).OrderBy(log => log.UnixNano)];
        foreach (SpanRecord span in own.Spans.Where(span => span.Name == Span).OrderBy(span => span.EndUnixNano))
        {
            ToolCallStep call = BySpan(span);
            OfSpans.Add(call);
            LogRecord? log = logs.Find(log => IsOf(log, span) && JsonText.AreSame(log.Attributes.Text("function_args"), call.Arguments)) ?? logs.Find(log => IsOf(log, span));
            if (log is not null)
            {
                logs.Remove(log);
                OfLogs.Add(ByLog(log) with { TraceId = span.TraceId, SpanId = span.SpanId, CallId = call.CallId });
            }
        }

        OfLogs.AddRange(logs.Select(ByLog));
    }

    /// <summary>What the spans tell.</summary>
    public List<ToolCallStep> OfSpans { get; } = [];

    /// <summary>What the logs tell.</summary>
    public List<ToolCallStep> OfLogs { get; } = [];

    private static bool IsOf(LogRecord log, SpanRecord span) =>
        log.TraceId == span.TraceId && (log.SpanId == span.ParentSpanId || log.SpanId == span.SpanId)
        && log.Attributes.Text("function_name") == span.Attributes.Text(GenAiAttributes.ToolName);

    private static ToolCallStep BySpan(SpanRecord span)
    {
        string name = span.Attributes.Text(GenAiAttributes.ToolName) ?? span.Name;
        string? outcome = span.Attributes.Text("gen_ai.output.messages");
        int? exitCode = JsonText.IntegerAt(outcome, "response", "data", "exitCode");
        return new ToolCallStep
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = span.StartUnixNano,
            DurationMs = span.DurationMs,
            Name = name,
            CallId = CallId(span.Attributes.FirstText("gen_ai.tool.call_id", GenAiAttributes.ToolCallId), name),
            Arguments = JsonText.TextAt(span.Attributes.Text("gen_ai.input.messages"), "args"),
            Result = JsonText.TextAt(outcome, "response", "resultDisplay"),
            ExitCode = exitCode,
            Success = Worked(exitCode, JsonText.TextAt(outcome, "status") switch
            {
                "success" => true,
                "error" or "cancelled" => false,
                _ => null,
            }),
            Source = FactSources.Agent,
        };
    }

    private static ToolCallStep ByLog(LogRecord log)
    {
        AttributeSet told = log.Attributes;
        double? duration = told.Number("duration_ms");
        int? exitCode = JsonText.IntegerAt(told.Text("metadata"), "exitCode");
        return new ToolCallStep
        {
            TraceId = log.TraceId,
            SpanId = "",
            StartUnixNano = log.UnixNano - (long)Math.Clamp((duration ?? 0) * NanosecondsPerMillisecond, 0, 1e15),
            DurationMs = duration,
            Name = told.Text("function_name") ?? Span,
            Arguments = told.Text("function_args"),
            ExitCode = exitCode,
            Success = Worked(exitCode, told.Flag("success")),
            ErrorType = told.FirstText(StandardAttributes.ErrorType, "error_type"),
            Source = FactSources.Log,
        };
    }

    private static bool? Worked(int? exitCode, bool? ran) => exitCode is { } code ? code == 0 : ran;

    // The model's own id, with the tool's name before it.
    private static string? CallId(string? id, string name) =>
        id?.StartsWith(name + "__", StringComparison.Ordinal) == true ? id[(name.Length + 2)..] : id;
}
