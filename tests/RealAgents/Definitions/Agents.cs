namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>The agents under test.</summary>
internal static class Agents
{
    public static IReadOnlyList<AgentDefinition> All { get; } = [new ClaudeCode(), new Codex(), new OpenCode(), new GeminiCli(), new QwenCode(), new Copilot()];
}
