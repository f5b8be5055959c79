using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.QwenCode;

/// <summary>
/// Qwen Code, both generations. 0.24 sends one trace a session and logs with its ids; 0.15 sends logs alone, without ids and without the resource attributes of
/// the environment: its run is bound by the endpoint's path. Observed with versions 0.24.4 and 0.15.10.
/// </summary>
public sealed class QwenCodeDialect : IDialect
{
    private const string Service = "qwen-code";
    private const string Session = "qwen-code.interaction";
    private const string SessionEnd = "session.end";

    /// <inheritdoc />
    public string Name => "qwen-code";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) => run.HasService(Service);

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static AgentTellings Tell(RunRecords run)
    {
        RunRecords own = run.OfService(Service);
        var models = new QwenModelCalls(own, RunEnding.Of(run, SessionEnd));
        List<ToolCallStep> tools = QwenToolCalls.OfSpans(own.Spans);
        return new AgentTellings
        {
            ModelSpans = models.OfSpans,
            ModelLogs = models.OfLogs,
            ToolSpans = tools,
            ToolLogs = QwenToolCalls.OfLogs(own.Logs),
            Sessions = [.. own.Spans.Where(span => span.Name == Session)],
            Kinds =
            [
                .. own.Spans.IntersectBy(models.OfSpans.Select(call => (call.TraceId, call.SpanId)), span => (span.TraceId, span.SpanId))
                    .Select(span => new SpanKindStep(span.TraceId, span.SpanId, BenchSpanKinds.ModelCall)),
                .. tools.Select(call => new SpanKindStep(call.TraceId, call.SpanId, BenchSpanKinds.ToolCall)),
            ],
        };
    }
}
