using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>OpenHands' command line of the V1 SDK. It ends with 0 also when its conversation ended in an error; its events tell, printed and kept in files alike.</summary>
internal sealed class OpenHands : AgentDefinition
{
    public override string Name => "openhands";

    public override string Program => "openhands";

    public override string Source => "https://docs.openhands.dev";

    public override IReadOnlyList<string> Records => OpenHandsRecords.Files;

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments = ["--headless", "--json", "--override-with-envs", "-t", order.Prompt],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LLM_MODEL"] = "openai/" + order.Model,
            ["LLM_BASE_URL"] = order.OpenAiBase,
            ["LLM_API_KEY"] = order.Key,
            ["OPENHANDS_WORK_DIR"] = order.Work,
            ["OPENHANDS_PERSISTENCE_DIR"] = $"{order.Home}/openhands",
            ["OPENHANDS_CONVERSATIONS_DIR"] = $"{order.Home}/{OpenHandsRecords.Folder}",
            ["TTY_INTERACTIVE"] = "1",
        },
    };

    public override IAgentOutputReader ReadOutput() => new OpenHandsOutput();

    public override IAgentRecordReader ReadRecords(IAgentOutputReader? output) => new OpenHandsRecords(output as OpenHandsOutput ?? new OpenHandsOutput());
}
