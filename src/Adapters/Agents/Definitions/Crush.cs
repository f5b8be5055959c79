using System.Text.Json;
using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>crush: a file of providers in its home, its database there too. Its tools that ask the network are off.</summary>
internal sealed class Crush : AgentDefinition
{
    private const string Provider = "tracing";

    private static readonly string[] NetworkTools = ["fetch", "agentic_fetch", "web_search", "sourcegraph", "download"];

    public override string Name => "crush";

    public override string Program => "crush";

    public override string Source => "https://github.com/charmbracelet/crush";

    public override IReadOnlyList<string> Records => [CrushRecords.File];

    // At SIGTERM it leaves shells and servers behind, and what it had not yet written.
    public override IReadOnlyList<EndSignal> EndSignals => [EndSignal.Interrupt, EndSignal.Terminate];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "run", "--quiet", "--cwd", order.Work, "--data-dir", $"{order.Home}/{CrushRecords.Folder}",
            "--model", $"{Provider}/{order.Model}", "--small-model", $"{Provider}/{order.Model}", order.Prompt,
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CRUSH_GLOBAL_CONFIG"] = $"{order.Home}/crush/config",
            ["CRUSH_GLOBAL_DATA"] = $"{order.Home}/crush/global",
            ["CRUSH_CACHE_DIR"] = $"{order.Home}/crush/cache",
            ["CRUSH_DISABLE_METRICS"] = "1",
            ["DO_NOT_TRACK"] = "1",
            ["CRUSH_DISABLE_PROVIDER_AUTO_UPDATE"] = "1",
            ["CRUSH_DISABLE_DEFAULT_PROVIDERS"] = "1",
        },
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["crush/config/crush.json"] = Configuration(order) },
    };

    public override IAgentRecordReader ReadRecords(IAgentOutputReader? output) => new CrushRecords();

    private static string Configuration(AgentOrder order) => JsonSerializer.Serialize(new
    {
        providers = new Dictionary<string, object>
        {
            [Provider] = new
            {
                type = "openai-compat",
                base_url = order.OpenAiBase,
                api_key = order.Key,
                models = new[] { new { id = order.Model, name = order.Model, context_window = 128_000, default_max_tokens = 8_192 } },
            },
        },
        models = new { large = new { provider = Provider, model = order.Model }, small = new { provider = Provider, model = order.Model } },
        options = new { disable_metrics = true, disable_provider_auto_update = true, disabled_tools = NetworkTools, auto_lsp = false },
    });
}
