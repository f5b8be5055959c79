using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>opencode: everything by environment.</summary>
internal sealed class OpenCode : AgentDefinition
{
    public override string Name => "opencode";

    public override string Program => "opencode";

    public override string Source => "npm: opencode-ai";

    public override AgentLaunch Launch(AgentOrder order) => OpenCodeLaunch.Of(order, "OPENCODE");

    public override IAgentOutputReader ReadOutput() => new OpenCodeOutput();
}
