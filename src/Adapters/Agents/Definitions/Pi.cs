using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Pi: a file of models in its home. It has no telemetry.</summary>
internal sealed class Pi : AgentDefinition
{
    private const string Provider = "tracing";

    public override string Name => "pi";

    public override string Program => "pi";

    public override string Source => "npm: @mariozechner/pi-coding-agent";

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "--mode", "json", "--provider", Provider, "--model", order.Model, "--thinking", "off", "--offline",
            "--no-extensions", "--no-skills", "--no-prompt-templates", "--no-themes", order.Prompt,
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PI_CODING_AGENT_DIR"] = $"{order.Home}/.pi",
            ["PI_OFFLINE"] = "1",
        },
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal) { [".pi/models.json"] = Models(order) },
    };

    public override IAgentOutputReader ReadOutput() => new PiOutput();

    private static string Models(AgentOrder order) => JsonSerializer.Serialize(new
    {
        providers = new Dictionary<string, object>
        {
            [Provider] = new
            {
                baseUrl = order.OpenAiBase,
                api = "openai-completions",
                apiKey = order.Key,
                models = new[] { new { id = order.Model, contextWindow = 128_000, maxTokens = 8_192 } },
            },
        },
    });
}
