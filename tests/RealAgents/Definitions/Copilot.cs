namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>GitHub Copilot CLI with a model of one's own: everything by environment. It sends no logs.</summary>
internal sealed class Copilot : AgentDefinition
{
    public override string Name => "copilot";

    // The package copilot only picks the one for the platform when it starts; this is that one.
    public override string ProgramFile => "@github/copilot-linux-x64/copilot";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpJson, OtlpTransport.HttpProtobuf];

    public override string ServiceName => "github-copilot";

    public override string SessionSpan => "invoke_agent";

    public override bool SendsLogs => false;

    public override bool TellsZero => false;

    public override Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation) => Task.CompletedTask;

    public override IReadOnlyList<string> Arguments(string prompt) => ["-p", prompt, "--allow-all-tools", "--no-auto-update", "--output-format", "json"];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["COPILOT_PROVIDER_BASE_URL"] = endpoints.OpenAi,
        ["COPILOT_PROVIDER_API_KEY"] = "unused",
        ["COPILOT_MODEL"] = "scripted-model",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoints.Otlp.ToString().TrimEnd('/'),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = endpoints.Transport == OtlpTransport.HttpJson ? "http/json" : "http/protobuf",
        ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
    };
}
