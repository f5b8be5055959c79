namespace Tracing.Adapters.Agents.Definitions;

/// <summary>
/// aider: LiteLLM's chat completions, without streaming so that usage comes from the endpoint. Suggested shell commands are not run unattended. It ends with 0
/// also when its model failed.
/// </summary>
internal sealed class Aider : AgentDefinition
{
    public override string Name => "aider";

    public override string Program => "aider";

    public override string Source => "https://aider.chat";

    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments =
        [
            "--message", order.Prompt, "--yes-always",
            "--model", "openai/" + order.Model, "--weak-model", "openai/" + order.Model,
            "--openai-api-base", order.OpenAiBase,
            "--no-stream", "--no-pretty", "--no-fancy-input", "--no-auto-commits", "--no-suggest-shell-commands",
            "--llm-history-file", $"{order.Home}/llm.txt",
            "--chat-history-file", $"{order.Home}/chat.md",
            "--input-history-file", $"{order.Home}/input.txt",
            "--analytics-log", $"{order.Home}/analytics.jsonl", "--analytics-disable",
            "--no-check-update", "--no-show-release-notes", "--no-show-model-warnings", "--no-detect-urls", "--disable-playwright", "--no-gitignore",
        ],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_API_KEY"] = order.Key,
            ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True",
        },
    };
}
