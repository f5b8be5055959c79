using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Kilo: made from opencode, with variables of its own name.</summary>
internal sealed class Kilo : AgentDefinition
{
    public override string Name => "kilo";

    public override string Program => "kilo";

    public override string Source => "npm: @kilocode/cli";

    public override AgentLaunch Launch(AgentOrder order) => OpenCodeLaunch.Of(order, "KILO");

    public override IAgentOutputReader ReadOutput() => new OpenCodeOutput();
}
