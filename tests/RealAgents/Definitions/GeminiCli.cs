namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>Gemini CLI: its settings file names the kind of authentication, the rest is environment. Its OTLP over HTTP is JSON.</summary>
internal sealed class GeminiCli : AgentDefinition
{
    public override string Name => "gemini-cli";

    public override string ProgramFile => ".bin/gemini";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpJson, OtlpTransport.Grpc];

    public override string ServiceName => "gemini-cli";

    // Every request and every round of tools is a trace of its own.
    public override string? SessionSpan => null;

    public override string Finish(string finish) => finish.ToLowerInvariant();

    public override async Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation)
    {
        string folder = Path.Combine(home, ".gemini");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), """{ "security": { "auth": { "selectedType": "gemini-api-key" } } }""", cancellation);
    }

    public override IReadOnlyList<string> Arguments(string prompt) => ["-p", prompt, "--yolo", "--output-format", "stream-json", "-m", "scripted-model"];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GEMINI_API_KEY"] = "unused",
        ["GOOGLE_GEMINI_BASE_URL"] = endpoints.Model.ToString().TrimEnd('/'),
        ["GEMINI_CLI_TRUST_WORKSPACE"] = "true",

        // Otherwise it starts itself again with more memory, and a signal reaches only the first of the two.
        ["GEMINI_CLI_NO_RELAUNCH"] = "true",
        ["GEMINI_TELEMETRY_ENABLED"] = "true",
        ["GEMINI_TELEMETRY_TARGET"] = "local",
        ["GEMINI_TELEMETRY_TRACES_ENABLED"] = "true",
        ["GEMINI_TELEMETRY_OTLP_ENDPOINT"] = endpoints.Otlp.ToString().TrimEnd('/'),
        ["GEMINI_TELEMETRY_OTLP_PROTOCOL"] = endpoints.Transport == OtlpTransport.Grpc ? "grpc" : "http",
    };
}
