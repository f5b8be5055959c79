using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>GitHub Copilot CLI with a model of one's own: everything by environment.</summary>
internal sealed class CopilotCli : AgentDefinition
{
    public override string Name => "copilot";

    public override string Program => "copilot";

    public override string Source => "npm: @github/copilot";

    public override AgentLaunch Launch(AgentOrder order)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["COPILOT_PROVIDER_BASE_URL"] = order.OpenAiBase,
            ["COPILOT_PROVIDER_API_KEY"] = order.Key,
            ["COPILOT_MODEL"] = order.Model,
        };
        if (order.OtlpRoot is { } otlp)
        {
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            environment["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        }

        return new AgentLaunch { Arguments = ["-p", order.Prompt, "--allow-all-tools", "--no-auto-update", "--output-format", "json"], Environment = environment };
    }

    public override IAgentOutputReader ReadOutput() => new CopilotOutput();
}
