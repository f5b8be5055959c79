using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.Codex;

/// <summary>
/// Tool calls of Codex. The span is named for the tool and tells the time; arguments and output stand in the log. Its <c>success</c> means that the tool ran:
/// a command's exit code is a line of the output.
/// </summary>
internal static partial class CodexToolCalls
{
    /// <summary>Whether a span is the dispatch of a tool call.</summary>
    public static bool IsCall(SpanRecord span) => span.Attributes.Text("codex.tool.phase") == "dispatch";

    public static IReadOnlyList<ToolCallStep> OfSpans(IReadOnlyList<SpanRecord> spans) =>
    [
        .. spans.Where(IsCall).Select(span => new ToolCallStep
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = span.StartUnixNano,
            DurationMs = span.DurationMs,
            Name = span.Attributes.Text("tool_name") ?? span.Name,
            CallId = span.Attributes.Text("call_id"),
            Success = span.IsError || span.Attributes.Flag("aborted") is true ? false : null,
            Source = FactSources.Agent,
        }),
    ];

    public static IReadOnlyList<ToolCallStep> OfLogs(IReadOnlyList<LogRecord> logs) =>
        [.. logs.Select(CodexEvent.Of).Where(told => told.Name == CodexEvent.ToolResult).Select(OfResult)];

    private static ToolCallStep OfResult(CodexEvent told)
    {
        string? output = told.Attributes.Text("output");
        int? exitCode = ExitCode(output);
        return new ToolCallStep
        {
            TraceId = told.TraceId,
            SpanId = "",
            StartUnixNano = told.StartUnixNano,
            DurationMs = told.Milliseconds,
            Name = told.Attributes.Text("tool_name") ?? "",
            CallId = told.Attributes.Text("call_id"),
            Arguments = told.Attributes.Text("arguments"),
            Result = output,
            ExitCode = exitCode,
            Success = exitCode is { } code ? code == 0 : told.Attributes.Flag("success"),
            Source = FactSources.Log,
        };
    }

    // Only the head counts: what follows "Output:" was printed by the command itself.
    private static int? ExitCode(string? output)
    {
        if (output is null)
        {
            return null;
        }

        int end = output.IndexOf("\nOutput:", StringComparison.Ordinal);
        Match told = ExitLine().Match(end < 0 ? output : output[..end]);
        return told.Success && int.TryParse(told.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int code) ? code : null;
    }

    [GeneratedRegex(@"^(?:Process exited with code|Exit code:) (-?\d{1,10})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ExitLine();
}
