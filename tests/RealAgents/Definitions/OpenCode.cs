using System.Text.Json;

namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>opencode: everything by environment. It always writes JSON.</summary>
internal sealed class OpenCode : AgentDefinition
{
    public override string Name => "opencode";

    // The package opencode-ai only picks the one for the platform in an install script; this is that one, by its own lock entry.
    public override string ProgramFile => "opencode-linux-x64/bin/opencode";

    public override IReadOnlyList<OtlpTransport> Transports => [OtlpTransport.HttpJson];

    public override string ServiceName => "opencode";

    public override string SessionSpan => "Cli.run";

    public override string? Finish(string finish) => finish.Replace('_', '-');

    public override Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation) => Task.CompletedTask;

    public override IReadOnlyList<string> Arguments(string prompt) => ["run", "--format", "json", "--auto", "-m", "scripted/scripted-model", prompt];

    public override IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OPENCODE_CONFIG_CONTENT"] = JsonSerializer.Serialize(new
        {
            provider = new
            {
                scripted = new
                {
                    npm = "@ai-sdk/openai-compatible",
                    name = "scripted",
                    options = new { baseURL = endpoints.OpenAi, apiKey = "unused" },
                    models = new Dictionary<string, object> { ["scripted-model"] = new { name = "scripted" } },
                },
            },
            experimental = new { openTelemetry = true },
        }),
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoints.Otlp.ToString().TrimEnd('/'),

        // What it has not exported when it ends is lost: it ends without waiting, on a fast machine within 100 ms of its last span.
        ["OTEL_BSP_SCHEDULE_DELAY"] = "5",
        ["OPENCODE_DISABLE_AUTOUPDATE"] = "1",
        ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
        ["OPENCODE_DISABLE_LSP_DOWNLOAD"] = "1",
    };
}
