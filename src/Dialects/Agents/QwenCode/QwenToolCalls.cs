using System.Globalization;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.QwenCode;

/// <summary>
/// Qwen Code's tool calls: the span <c>qwen-code.tool</c> and the log <c>qwen-code.tool_call</c>, in 0.24 with the same ids. <c>qwen-code.hook</c> has status
/// ERROR though nothing failed, and <c>qwen-code.tool.execution</c> repeats its parent: neither is read.
/// </summary>
internal static class QwenToolCalls
{
    private const string Span = "qwen-code.tool";
    private const string Event = "qwen-code.tool_call";
    private const string Shell = "run_shell_command";
    private const string ExitCodeMark = "\nExit Code: ";

    /// <summary>What the spans tell.</summary>
    public static List<ToolCallStep> OfSpans(IReadOnlyList<SpanRecord> spans) => [.. spans.Where(span => span.Name == Span).Select(BySpan)];

    /// <summary>What the logs tell.</summary>
    public static List<ToolCallStep> OfLogs(IReadOnlyList<LogRecord> logs) => [.. logs.Where(log => log.EventName == Event).Select(ByLog)];

    private static ToolCallStep BySpan(SpanRecord span) => new()
    {
        TraceId = span.TraceId,
        SpanId = span.SpanId,
        StartUnixNano = span.StartUnixNano,
        DurationMs = span.DurationMs,
        Name = span.Attributes.Text(GenAiAttributes.ToolName) ?? span.Name,
        CallId = span.Attributes.FirstText(GenAiAttributes.ToolCallId, "tool.call_id"),
        Arguments = span.Attributes.Text(GenAiAttributes.ToolCallArguments),
        Result = span.Attributes.Text(GenAiAttributes.ToolCallResult),
        Success = span.Attributes.Flag("success") ?? (span.IsError ? false : null),
        ErrorType = span.Attributes.Text(StandardAttributes.ErrorType),
        Source = FactSources.Agent,
    };

    private static ToolCallStep ByLog(LogRecord log)
    {
        AttributeSet told = log.Attributes;
        double? duration = told.Number("duration_ms");
        string name = told.Text("function_name") ?? Span;
        bool? success = told.Flag("success");

        // 0.15 has no execution_status, and says true of a shell whatever its exit code: that it ran, no more.
        bool onlyRan = success == true && name == Shell && told.Text("execution_status") is null;
        return new ToolCallStep
        {
            TraceId = log.TraceId,
            SpanId = log.SpanId,
            StartUnixNano = log.UnixNano - (long)Math.Clamp((duration ?? 0) * 1e6, 0, 1e15),
            DurationMs = duration,
            Name = name,
            CallId = told.Text("call_id"),
            Arguments = told.Text("function_args"),
            ExitCode = name == Shell ? ExitCode(told.Text("error")) : null,
            Success = onlyRan ? null : success,
            ErrorType = told.FirstText(StandardAttributes.ErrorType, "error_type"),
            Source = FactSources.Log,
        };
    }

    // The shell tells its exit code in the text of its failure alone.
    private static int? ExitCode(string? error)
    {
        int mark = error?.LastIndexOf(ExitCodeMark, StringComparison.Ordinal) ?? -1;
        if (mark < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = error.AsSpan(mark + ExitCodeMark.Length);
        int end = rest.IndexOf('\n');
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int code) ? code : null;
    }
}
