using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Gemini CLI: its settings file names the kind of authentication, the rest is environment. Its OTLP over HTTP is JSON.</summary>
internal sealed class GeminiCli : AgentDefinition
{
    public override string Name => "gemini-cli";

    public override string Program => "gemini";

    public override string Source => "npm: @google/gemini-cli";

    public override string KeyVariable => "GEMINI_API_KEY";

    public override Uri PublicEndpoint => new("https://generativelanguage.googleapis.com");

    public override AgentLaunch Launch(AgentOrder order)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GEMINI_API_KEY"] = order.Key,
            ["GOOGLE_GEMINI_BASE_URL"] = order.EndpointRoot,
            ["GEMINI_CLI_TRUST_WORKSPACE"] = "true",

            // Otherwise it starts itself again with more memory, and a signal reaches only the first of the two.
            ["GEMINI_CLI_NO_RELAUNCH"] = "true",
        };
        GeminiTelemetry.Add(environment, "GEMINI", order);
        return new AgentLaunch
        {
            Arguments = ["-p", order.Prompt, "--yolo", "--output-format", "stream-json", "-m", order.Model],
            Environment = environment,
            HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [".gemini/settings.json"] = """{ "security": { "auth": { "selectedType": "gemini-api-key" } } }""",
            },
        };
    }

    public override IAgentOutputReader ReadOutput() => new GeminiOutput();
}
