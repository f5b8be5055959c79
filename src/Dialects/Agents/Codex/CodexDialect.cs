using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.Codex;

/// <summary>
/// Codex. Of some hundred internal spans a request a few mean something: <c>codex.sampling</c> is a model call, a span with the phase <c>dispatch</c>
/// a tool call, <c>codex.exec</c> the whole. Logs tell the same again, and what spans leave out. Observed with version 0.169.0.
/// </summary>
public sealed class CodexDialect : IDialect
{
    private const string ServicePrefix = "codex";
    private const string Session = "codex.exec";

    /// <inheritdoc />
    public string Name => "codex";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) =>
        run.Spans.Any(span => IsOwn(span.Resource) || span.Name == CodexSampling.Sampling) || run.Logs.Any(log => IsOwn(log.Resource));

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static bool IsOwn(AttributeSet resource) =>
        resource.Text(StandardAttributes.ServiceName)?.StartsWith(ServicePrefix, StringComparison.Ordinal) is true;

    private static AgentTellings Tell(RunRecords run) => new()
    {
        ModelSpans = new CodexSampling(run.Spans).Calls(),
        ModelLogs = CodexModelLogs.Of(run.Logs),
        ToolSpans = CodexToolCalls.OfSpans(run.Spans),
        ToolLogs = CodexToolCalls.OfLogs(run.Logs),
        Sessions = [.. run.Spans.Where(span => span.Name == Session)],
        Kinds = [.. run.Spans.Where(span => Kind(span) is not null).Select(span => new SpanKindStep(span.TraceId, span.SpanId, Kind(span)!))],
    };

    private static string? Kind(SpanRecord span) => span.Name == CodexSampling.Sampling
        ? BenchSpanKinds.ModelCall
        : CodexToolCalls.IsCall(span) ? BenchSpanKinds.ToolCall : null;
}
