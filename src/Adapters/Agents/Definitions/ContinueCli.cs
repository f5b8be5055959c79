using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Continue's command line: a configuration file names the model. It prints its answer alone, and tells metrics only.</summary>
internal sealed class ContinueCli : AgentDefinition
{
    private const string Configuration = "config.yaml";

    public override string Name => "continue";

    public override string Program => "cn";

    public override string Source => "npm: @continuedev/cli";

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments = ["-p", order.Prompt, "--format", "json", "--auto", "--config", $"{order.Home}/{Configuration}"],
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // YAML reads JSON's strings.
            [Configuration] = $"""
                name: tracing
                version: 1.0.0
                schema: v1
                models:
                  - name: model
                    provider: openai
                    model: {Toml.Text(order.Model)}
                    apiBase: {Toml.Text(order.OpenAiBase)}
                    apiKey: {Toml.Text(order.Key)}
                    roles: [chat, edit, apply]
                    capabilities: [tool_use]
                """,
        },
    };

    public override IAgentOutputReader ReadOutput() => new ContinueOutput();
}
