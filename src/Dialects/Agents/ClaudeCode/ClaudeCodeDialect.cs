using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.ClaudeCode;

/// <summary>
/// Claude Code. Spans <c>claude_code.llm_request</c> and <c>claude_code.tool</c> below <c>claude_code.interaction</c>; logs <c>api_request</c>,
/// <c>api_error</c> and <c>tool_result</c> tell the same calls again, and alone where traces are off. Observed with version 2.1.330.
/// </summary>
public sealed class ClaudeCodeDialect : IDialect
{
    private const string Service = "claude-code";
    private const string Interaction = "claude_code.interaction";

    /// <inheritdoc />
    public string Name => "claude-code";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) =>
        run.Spans.Any(span => IsOwn(span.Resource) || span.Name == ClaudeModelCalls.Request) || run.Logs.Any(log => IsOwn(log.Resource));

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static bool IsOwn(AttributeSet resource) => resource.Text(StandardAttributes.ServiceName) == Service;

    private static AgentTellings Tell(RunRecords run) => new()
    {
        ModelSpans = ClaudeModelCalls.OfSpans(run.Spans),
        ModelLogs = ClaudeModelCalls.OfLogs(run.Logs),
        ToolSpans = ClaudeToolCalls.OfSpans(run.Spans),
        ToolLogs = ClaudeToolCalls.OfLogs(run.Logs),
        Sessions = [.. run.Spans.Where(span => span.Name == Interaction)],
        Kinds = [.. run.Spans.Where(span => Kind(span) is not null).Select(span => new SpanKindStep(span.TraceId, span.SpanId, Kind(span)!))],
    };

    private static string? Kind(SpanRecord span) => span.Name switch
    {
        ClaudeModelCalls.Request => BenchSpanKinds.ModelCall,
        ClaudeToolCalls.Tool => BenchSpanKinds.ToolCall,
        _ => null,
    };
}
