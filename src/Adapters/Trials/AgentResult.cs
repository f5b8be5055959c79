using Tracing.Adapters.Agents;

namespace Tracing.Adapters.Trials;

/// <summary>An agent that has ended.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Ending">What it left behind.</param>
/// <param name="Active">How long it ran.</param>
internal sealed record AgentResult(CommandResult Command, AgentEnding Ending, TimeSpan Active);
