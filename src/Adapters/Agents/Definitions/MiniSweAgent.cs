using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>mini-swe-agent: LiteLLM's chat completions, its configuration by keys on the command line, its trajectory in its home.</summary>
internal sealed class MiniSweAgent : AgentDefinition
{
    public override string Name => "mini-swe-agent";

    public override string Program => "mini";

    public override string Source => "https://mini-swe-agent.com";

    // It has none: asked for anything but help it begins.
    public override IReadOnlyList<string> VersionArguments => [];

    public override IReadOnlyList<string> Records => [MiniTrajectory.File];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "-m", "openai/" + order.Model, "-t", order.Prompt, "-y", "--exit-immediately", "-l", "0", "-o", $"{order.Home}/{MiniTrajectory.File}",

            // A key given drops the configuration that there would be without one.
            "-c", "mini.yaml", "-c", "model.model_kwargs.api_base=" + order.OpenAiBase, "-c", "environment.timeout=120",
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = order.Key,
            ["MSWEA_CONFIGURED"] = "true",
            ["MSWEA_SILENT_STARTUP"] = "1",
            ["MSWEA_GLOBAL_CONFIG_DIR"] = $"{order.Home}/mini",
            ["MSWEA_COST_TRACKING"] = "ignore_errors",
            ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True",
        },
    };

    public override IAgentRecordReader ReadRecords(IAgentOutputReader? output) => new MiniTrajectory();
}
