using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Claude Code: everything by environment. Its traces are told only with both switches of telemetry on.</summary>
internal sealed class ClaudeCode : AgentDefinition
{
    public override string Name => "claude-code";

    public override string Program => "claude";

    public override string Source => "npm: @anthropic-ai/claude-code";

    public override string KeyVariable => "ANTHROPIC_API_KEY";

    public override Uri PublicEndpoint => new("https://api.anthropic.com");

    public override AgentLaunch Launch(AgentOrder order)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ANTHROPIC_BASE_URL"] = order.EndpointRoot,
            ["ANTHROPIC_API_KEY"] = order.Key,

            // It refuses to skip permissions as root, unless told that nothing is at stake.
            ["IS_SANDBOX"] = "1",
            ["DISABLE_AUTOUPDATER"] = "1",
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
        };
        if (order.OtlpRoot is { } otlp)
        {
            environment["CLAUDE_CODE_ENABLE_TELEMETRY"] = "1";
            environment["CLAUDE_CODE_ENHANCED_TELEMETRY_BETA"] = "1";
            environment["OTEL_TRACES_EXPORTER"] = "otlp";
            environment["OTEL_LOGS_EXPORTER"] = "otlp";
            environment["OTEL_LOG_TOOL_DETAILS"] = "1";
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        return new AgentLaunch
        {
            Arguments = ["-p", order.Prompt, "--output-format", "stream-json", "--verbose", "--dangerously-skip-permissions", "--model", order.Model],
            Environment = environment,
        };
    }

    public override IAgentOutputReader ReadOutput() => new ClaudeCodeOutput();
}
