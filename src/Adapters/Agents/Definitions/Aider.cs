using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>
/// aider: LiteLLM's chat completions, without streaming so that usage comes from the endpoint. It is told which files there are, as it makes no repository of
/// a folder that is none; all that it writes for itself lies in its home. Suggested shell commands are not run unattended. It ends with 0 also when its model
/// failed.
/// </summary>
internal sealed class Aider : AgentDefinition
{
    public override string Name => "aider";

    public override string Program => "aider";

    public override string Source => "https://aider.chat";

    public override IReadOnlyList<string> Records => [AiderRecords.Log, AiderRecords.Calls, AiderRecords.Chat];

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "--message", order.Prompt, "--yes-always",
            "--model", "openai/" + order.Model, "--weak-model", "openai/" + order.Model, "--edit-format", "diff",
            "--openai-api-base", order.OpenAiBase, "--timeout", "600",
            "--no-stream", "--no-pretty", "--no-fancy-input", "--no-git", "--no-auto-commits", "--no-suggest-shell-commands",
            "--llm-history-file", $"{order.Home}/{AiderRecords.Calls}",
            "--chat-history-file", $"{order.Home}/{AiderRecords.Chat}",
            "--input-history-file", $"{order.Home}/input.txt",
            "--analytics-log", $"{order.Home}/{AiderRecords.Log}", "--analytics-disable",
            "--no-check-update", "--no-show-release-notes", "--no-show-model-warnings", "--no-detect-urls", "--disable-playwright", "--no-gitignore",
            .. order.Files.Select(file => "./" + file),
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = order.Key,
            ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True",
        },

        // Without it the list of prices is asked of the network.
        HomeFiles = new Dictionary<string, string>(StringComparer.Ordinal) { [".aider/caches/model_prices_and_context_window.json"] = """{"none":{}}""" },
    };

    public override IAgentRecordReader ReadRecords(IAgentOutputReader? output) => new AiderRecords();
}
