using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>OpenHands before its V1, as a module of Python, without a container of its own. It ends with 0 whatever happened; its trajectory tells.</summary>
internal sealed class OpenHandsV0 : AgentDefinition
{
    public override string Name => "openhands-v0";

    public override string Program => "python3";

    public override string Source => "https://docs.openhands.dev (0.62)";

    // Python's own.
    public override IReadOnlyList<string> VersionArguments => [];

    public override IReadOnlyList<string> Records => [OpenHandsTrajectory.File];

    // At SIGTERM its trajectory is lost.
    public override IReadOnlyList<EndSignal> EndSignals => [EndSignal.Interrupt, EndSignal.Terminate];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments = ["-m", "openhands.core.main", "-t", order.Prompt, "-d", order.Work, "--no-auto-continue"],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LLM_MODEL"] = "openai/" + order.Model,
            ["LLM_BASE_URL"] = order.OpenAiBase,
            ["LLM_API_KEY"] = order.Key,
            ["RUNTIME"] = "cli",
            ["WORKSPACE_BASE"] = order.Work,
            ["SAVE_TRAJECTORY_PATH"] = $"{order.Home}/{OpenHandsTrajectory.File}",
            ["FILE_STORE"] = "memory",
            ["ENABLE_BROWSER"] = "false",
        },
    };

    public override IAgentRecordReader ReadRecords(IAgentOutputReader? output) => new OpenHandsTrajectory();
}
