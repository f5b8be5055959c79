namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>Claude Code: everything by environment. Its traces are told only with both switches of telemetry on.</summary>
internal sealed class ClaudeCode : AgentDefinition
{
    public override string Name => "claude-code";

    // The package claude-code only picks the one for the platform in an install script; this is that one.
    public override string ProgramFile => "@anthropic-ai/claude-code-linux-x64/claude";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpProtobuf, OtlpTransport.HttpJson, OtlpTransport.Grpc];

    public override string ServiceName => "claude-code";

    public override string SessionSpan => "claude_code.interaction";

    public override Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation) => Task.CompletedTask;

    public override IReadOnlyList<string> Arguments(string prompt) =>
        ["-p", prompt, "--output-format", "stream-json", "--verbose", "--dangerously-skip-permissions", "--model", "scripted-model"];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ANTHROPIC_BASE_URL"] = endpoints.Model.ToString().TrimEnd('/'),
        ["ANTHROPIC_API_KEY"] = "unused",

        // It refuses to skip permissions as root, unless told that nothing is at stake.
        ["IS_SANDBOX"] = "1",
        ["DISABLE_AUTOUPDATER"] = "1",
        ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
        ["CLAUDE_CODE_ENABLE_TELEMETRY"] = "1",
        ["CLAUDE_CODE_ENHANCED_TELEMETRY_BETA"] = "1",
        ["OTEL_TRACES_EXPORTER"] = "otlp",
        ["OTEL_LOGS_EXPORTER"] = "otlp",
        ["OTEL_LOG_TOOL_DETAILS"] = "1",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoints.Otlp.ToString().TrimEnd('/'),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = endpoints.Transport switch
        {
            OtlpTransport.Grpc => "grpc",
            OtlpTransport.HttpJson => "http/json",
            _ => "http/protobuf",
        },
    };
}
