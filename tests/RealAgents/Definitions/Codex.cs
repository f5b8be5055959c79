namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>Codex: its configuration file names both endpoints; of OTLP it wants the full address of each signal.</summary>
internal sealed class Codex : AgentDefinition
{
    public override string Name => "codex";

    public override string ProgramFile => ".bin/codex";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpProtobuf, OtlpTransport.HttpJson, OtlpTransport.Grpc];

    public override string ServiceName => "codex_exec";

    public override string SessionSpan => "codex.exec";

    public override string? Finish(string finish) => null;

    public override async Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation)
    {
        string folder = Path.Combine(home, ".codex");
        Directory.CreateDirectory(folder);
        string configuration = $"""
            model = "scripted-model"
            model_provider = "scripted"

            [model_providers.scripted]
            name = "scripted"
            base_url = "{endpoints.OpenAi}"
            wire_api = "responses"
            env_key = "SCRIPTED_KEY"

            [otel]
            log_user_prompt = true
            exporter = {Exporter(endpoints, "v1/logs")}
            trace_exporter = {Exporter(endpoints, "v1/traces")}
            metrics_exporter = "none"
            """;
        await File.WriteAllTextAsync(Path.Combine(folder, "config.toml"), configuration, cancellation);
    }

    public override IReadOnlyList<string> Arguments(string prompt) =>
        ["exec", "--json", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", prompt];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["SCRIPTED_KEY"] = "unused" };

    private static string Exporter(AgentEndpoints endpoints, string path) => endpoints.Transport switch
    {
        OtlpTransport.Grpc => $$"""{ otlp-grpc = { endpoint = "{{endpoints.Otlp}}" } }""",
        OtlpTransport.HttpJson => $$"""{ otlp-http = { endpoint = "{{new Uri(endpoints.Otlp, path)}}", protocol = "json" } }""",
        _ => $$"""{ otlp-http = { endpoint = "{{new Uri(endpoints.Otlp, path)}}", protocol = "binary" } }""",
    };
}
