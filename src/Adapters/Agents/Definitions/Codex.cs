using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Codex: its configuration file names both endpoints; of OTLP it wants the full address of each signal. It speaks the responses protocol.</summary>
internal sealed class Codex : AgentDefinition
{
    private const string KeyName = "TRACING_MODEL_KEY";

    public override string Name => "codex";

    public override string Program => "codex";

    public override string Source => "npm: @openai/codex";

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments = ["exec", "--json", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", order.Prompt],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [KeyName] = order.Key },
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".codex/config.toml"] = $"""
                model = {Toml.Text(order.Model)}
                model_provider = "tracing"

                [model_providers.tracing]
                name = "tracing"
                base_url = {Toml.Text(order.OpenAiBase)}
                wire_api = "responses"
                env_key = "{KeyName}"

                [otel]
                log_user_prompt = true
                metrics_exporter = "none"
                exporter = {Exporter(order, "v1/logs")}
                trace_exporter = {Exporter(order, "v1/traces")}
                """,
        },
    };

    public override IAgentOutputReader ReadOutput() => new CodexOutput();

    private static string Exporter(AgentOrder order, string signal) =>
        order.OtlpRoot is { } otlp ? $$"""{ otlp-http = { endpoint = {{Toml.Text(otlp + "/" + signal)}}, protocol = "binary" } }""" : "\"none\"";
}
