using System.Text.Json;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>
/// Plandex: a client of a server, which must run already, with an account signed in, and which calls the models. It has no record that a program could read:
/// its terminal is recorded, its calls are seen by the proxy where the server was given the models of the file in its home.
/// </summary>
internal sealed class Plandex : AgentDefinition
{
    private const string Server = "http://127.0.0.1:8099";

    public override string Name => "plandex";

    public override string Program => "plandex";

    public override string Source => "https://docs.plandex.ai";

    public override IReadOnlyList<string> VersionArguments => ["version"];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Before = [["new", "--full", "-n", "run"]],
        Arguments = ["tell", order.Prompt, "--apply", "--auto-exec", "--debug", "3", "--skip-menu", "--skip-commit"],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PLANDEX_ENV"] = "development",
            ["PLANDEX_API_HOST"] = Server,
            ["PLANDEX_SKIP_UPGRADE"] = "1",
            ["OPENAI_API_KEY"] = order.Key,
        },
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["plandex-models.json"] = Models(order) },
    };

    private static string Models(AgentOrder order) => JsonSerializer.Serialize(new
    {
        providers = new[] { new { name = "tracing", baseUrl = order.OpenAiBase, apiKeyEnvVar = "OPENAI_API_KEY" } },
        models = new[]
        {
            new
            {
                modelId = order.Model,
                preferredOutputFormat = "xml",
                maxTokens = 128_000,
                maxOutputTokens = 8_192,
                reservedOutputTokens = 8_192,
                defaultMaxConvoTokens = 32_000,
                providers = new[] { new { provider = "custom", customProvider = "tracing", modelName = order.Model } },
            },
        },
    });
}
