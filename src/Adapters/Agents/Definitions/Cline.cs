using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Cline's command line: signed in first, with the endpoint and its key. It leaves daemons behind, which end with the run.</summary>
internal sealed class Cline : AgentDefinition
{
    private const string Provider = "openai-compatible";

    public override string Name => "cline";

    public override string Program => "cline";

    public override string Source => "npm: cline";

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Before = [["auth", "-p", Provider, "-k", order.Key, "-m", order.Model, "-b", order.OpenAiBase]],
        Arguments = ["--json", "--auto-approve", "true", "-P", Provider, "-m", order.Model, order.Prompt],
    };

    public override IAgentOutputReader ReadOutput() => new ClineOutput();
}
