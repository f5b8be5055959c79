using Tracing.Adapters.Agents.Definitions;

namespace Tracing.Adapters.Agents;

/// <summary>The agents that are known by name.</summary>
public static class AgentRegistry
{
    /// <summary>Name of the agent that is a command line of the user's.</summary>
    public const string Command = "command";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<AgentDefinition> All { get; } =
    [
        new Aider(), new ClaudeCode(), new Cline(), new Codex(), new ContinueCli(), new CopilotCli(), new Crush(), new GeminiCli(), new Goose(), new Kilo(),
        new MiniSweAgent(), new OpenCode(), new OpenHands(), new OpenHandsV0(), new Pi(), new Plandex(), new QwenCode(),
    ];

    /// <summary>The agent of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null where there is none.</returns>
    public static AgentDefinition? Find(string name) => All.FirstOrDefault(agent => agent.Name == name);
}
