using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>
/// Gemini CLI. It ignores a trace it is given: every request and every round of tools is a trace of its own, bound by the run's resource attributes.
/// Of what it sends, <c>llm_call</c> is a model call and <c>tool_call</c> a tool call. Observed with version 0.61.0.
/// </summary>
public sealed class GeminiCliDialect : IDialect
{
    private const string Service = "gemini-cli";

    /// <inheritdoc />
    public string Name => "gemini-cli";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) => run.HasService(Service);

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static AgentTellings Tell(RunRecords run)
    {
        RunRecords own = run.OfService(Service);
        var models = new GeminiModelCalls(own, RunEnding.Of(run, null));
        var tools = new GeminiToolCalls(own);
        return new AgentTellings
        {
            ModelSpans = models.OfSpans,
            ModelLogs = models.OfLogs,
            ToolSpans = tools.OfSpans,
            ToolLogs = tools.OfLogs,
            Heard = [.. own.Logs.Where(log => log.EventName == EventNames.InferenceDetails)],
            Kinds = [.. own.Spans.Where(span => KindOf(span) is not null).Select(span => new SpanKindStep(span.TraceId, span.SpanId, KindOf(span)!))],
        };
    }

    private static string? KindOf(SpanRecord span) => span.Name switch
    {
        GeminiModelCalls.Span => BenchSpanKinds.ModelCall,
        GeminiToolCalls.Span => BenchSpanKinds.ToolCall,
        _ => null,
    };
}
