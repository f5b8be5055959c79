using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents.OpenCode;

/// <summary>
/// opencode, and Kilo, which is made of it and calls itself so. Model and tool calls are those of the Vercel AI SDK inside it; of its own thousand spans
/// only <c>Cli.run</c> counts, the whole. Its logs tell no calls. Observed with version 1.18.33; Kilo tells no tokens.
/// </summary>
public sealed class OpenCodeDialect : IDialect
{
    private const string Service = "opencode";
    private const string Session = "Cli.run";

    /// <inheritdoc />
    public string Name => "opencode";

    /// <inheritdoc />
    public string Version => "2";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) => run.HasService(Service);

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Read(run, Tell);

    private static bool IsOwn(AttributeSet resource) => resource.Text(StandardAttributes.ServiceName) == Service;

    private static AgentTellings Tell(RunRecords run)
    {
        var calls = new OpenCodeCalls(run.Spans);
        return new AgentTellings
        {
            ModelSpans = calls.ModelCalls(),
            ToolSpans = calls.ToolCalls(),
            Sessions = [.. run.Spans.Where(span => span.Name == Session && IsOwn(span.Resource))],
            Kinds = calls.Kinds(),
        };
    }
}
