using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>goose: its OpenAI provider, everything of its own below one folder of its home, and no question asked.</summary>
internal sealed class Goose : AgentDefinition
{
    public override string Name => "goose";

    public override string Program => "goose";

    public override string Source => "https://goose-docs.ai";

    // Of an interrupt it makes an end of its session; at SIGTERM it is gone.
    public override IReadOnlyList<EndSignal> EndSignals => [EndSignal.Interrupt, EndSignal.Terminate];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "run", "-t", order.Prompt, "--provider", "openai", "--model", order.Model, "--output-format", "stream-json",
            "--no-profile", "--with-builtin", "developer", "--max-turns", "100",
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GOOSE_PATH_ROOT"] = $"{order.Home}/goose",
            ["GOOSE_MODE"] = "auto",
            ["GOOSE_DISABLE_KEYRING"] = "1",
            ["GOOSE_TELEMETRY_ENABLED"] = "false",

            // Calls of the model that are none of the task's.
            ["GOOSE_DISABLE_SESSION_NAMING"] = "true",
            ["GOOSE_DISABLE_TOOL_CALL_SUMMARY"] = "true",
            ["GOOSE_CONTEXT_LIMIT"] = "128000",
            ["OPENAI_BASE_URL"] = order.OpenAiBase,
            ["OPENAI_API_KEY"] = order.Key,
            ["OPENAI_TIMEOUT"] = "600",
        },
    };

    public override IAgentOutputReader ReadOutput() => new GooseOutput();
}
