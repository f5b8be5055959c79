using Tracing.Dialects.Conventions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.Copilot;

/// <summary>
/// GitHub Copilot CLI: spans alone, by the GenAI conventions. <c>invoke_agent</c> is the session; it repeats the sums and is no call. Each try is a
/// <c>chat</c> span of its own; one that failed or was broken off has the finish reason <c>error</c>, which no model gave, and its status may stay unset.
/// A tool's outcome is its <c>process.exit.code</c>. A count of zero is left out, and so not recorded. Observed with version 1.0.102.
/// </summary>
public sealed class CopilotDialect : IDialect
{
    private const string Service = "github-copilot";
    private const string Session = "invoke_agent";
    private const string BrokenOff = "error";

    /// <inheritdoc />
    public string Name => "copilot";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) => run.HasService(Service);

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static bool IsOwn(AttributeSet resource) => resource.Text(StandardAttributes.ServiceName) == Service;

    private static AgentTellings Tell(RunRecords run)
    {
        SpanRecord[] own = [.. run.Spans.Where(span => IsOwn(span.Resource) && span.Attributes.Text(BenchAttributes.SpanKind) is null)];
        RunSteps told = ConventionReader.Read(new RunRecords(run.RunId, own, []), SpanKindReader.Of, AttributeAliases.None);
        return new AgentTellings
        {
            ModelSpans = Attempts.Number([.. told.ModelCalls.Select(Mended)]),
            ToolSpans = told.ToolCalls,

            // A sub-agent's span has a parent; the session's own has none, or one that the run's adapter gave it.
            Sessions = [.. own.Where(span => span.Attributes.Text(GenAiAttributes.OperationName) == Session && own.All(other => other.SpanId != span.ParentSpanId))],
            Kinds = told.SpanKinds,
        };
    }

    private static ModelCallStep Mended(ModelCallStep call) =>
        call.FinishReason == BrokenOff ? call with { FinishReason = null, Failed = true } : call;
}
