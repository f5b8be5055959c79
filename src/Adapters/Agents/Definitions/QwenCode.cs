using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Qwen Code: everything by environment. It needs Node.js 22.</summary>
internal sealed class QwenCode : AgentDefinition
{
    public override string Name => "qwen-code";

    public override string Program => "qwen";

    public override string Source => "npm: @qwen-code/qwen-code";

    public override AgentLaunch Launch(AgentOrder order)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = order.Key,
            ["OPENAI_BASE_URL"] = order.OpenAiBase,
            ["OPENAI_MODEL"] = order.Model,
            ["QWEN_CODE_NO_RELAUNCH"] = "true",
        };
        GeminiTelemetry.Add(environment, "QWEN", order);
        return new AgentLaunch
        {
            Arguments = ["-p", order.Prompt, "--yolo", "--auth-type", "openai", "--output-format", "stream-json", "-m", order.Model],
            Environment = environment,
        };
    }

    public override IAgentOutputReader ReadOutput() => new ClaudeCodeOutput();
}
