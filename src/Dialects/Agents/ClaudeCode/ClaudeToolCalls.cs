using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.ClaudeCode;

/// <summary>Tool calls of Claude Code. Whether one worked is told by the span below it: its own status stays unset.</summary>
internal static class ClaudeToolCalls
{
    public const string Tool = "claude_code.tool";

    private const string Execution = "claude_code.tool.execution";
    private const double NanosecondsPerMillisecond = 1e6;

    public static IReadOnlyList<ToolCallStep> OfSpans(IReadOnlyList<SpanRecord> spans)
    {
        ILookup<(string, string), SpanRecord> executions = spans.Where(span => span.Name == Execution).ToLookup(span => (span.TraceId, span.ParentSpanId));
        return
        [
            .. spans.Where(span => span.Name == Tool).Select(span =>
            {
                SpanRecord? execution = executions[(span.TraceId, span.SpanId)].LastOrDefault();
                return new ToolCallStep
                {
                    TraceId = span.TraceId,
                    SpanId = span.SpanId,
                    StartUnixNano = span.StartUnixNano,
                    DurationMs = span.DurationMs,
                    Name = span.Attributes.FirstText("tool_name", GenAiAttributes.ToolName) ?? span.Name,
                    CallId = span.Attributes.FirstText("tool_use_id", GenAiAttributes.ToolCallId),
                    Success = Worked(span, execution),
                    ErrorType = execution?.Attributes.FirstText(StandardAttributes.ErrorType, "error_type"),
                    Source = FactSources.Agent,
                };
            }),
        ];
    }

    public static IReadOnlyList<ToolCallStep> OfLogs(IReadOnlyList<LogRecord> logs) =>
    [
        .. logs.Where(log => log.EventName == "tool_result").Select(log =>
        {
            double? milliseconds = log.Attributes.Number("duration_ms");
            return new ToolCallStep
            {
                TraceId = log.TraceId,
                SpanId = "",
                StartUnixNano = log.UnixNano - (long)((milliseconds ?? 0) * NanosecondsPerMillisecond),
                DurationMs = milliseconds,
                Name = log.Attributes.Text("tool_name") ?? "",
                CallId = log.Attributes.Text("tool_use_id"),
                Arguments = log.Attributes.FirstText("tool_input", "tool_parameters"),
                Success = log.Attributes.Flag("success"),
                ErrorType = log.Attributes.Text("error_type"),
                Source = FactSources.Log,
            };
        }),
    ];

    private static bool? Worked(SpanRecord span, SpanRecord? execution) =>
        span.IsError || execution?.IsError is true ? false : execution?.Attributes.Flag("success");
}
