using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>
/// Lines of Claude Code's <c>stream-json</c>, and of Qwen Code, which prints the same: <c>assistant</c> and <c>user</c> with the messages of Anthropic's API,
/// <c>result</c> at the end. They have no times.
/// </summary>
internal sealed class ClaudeCodeOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read) => line.Text("type") switch
    {
        "assistant" => line.Items("message", "content").SelectMany(block => Assistant(block, read)),
        "user" => line.Items("message", "content").SelectMany(block => User(block, read)),
        "result" => [Result(line, read)],
        _ => [],
    };

    private static IEnumerable<AgentEvent> Assistant(JsonElement block, DateTimeOffset read)
    {
        if (block.Text("type") == "text" && block.Text("text") is { Length: > 0 } text)
        {
            yield return new AgentSaid(read, text);
        }
        else if (block.Text("type") == "tool_use")
        {
            yield return new ToolStarted(read, block.Text("id") ?? "", block.Text("name") ?? "", JsonLine.ToolInput(block.At("input")));
        }
    }

    private static IEnumerable<AgentEvent> User(JsonElement block, DateTimeOffset read)
    {
        if (block.Text("type") == "tool_result")
        {
            string output = JsonLine.ContentText(block.At("content"));
            yield return new ToolEnded(read, block.Text("tool_use_id") ?? "", output, ExitCodeText.Find(output), block.Flag("is_error") ?? false);
        }
    }

    private static AgentEvent Result(JsonElement line, DateTimeOffset read) =>
        line.Flag("is_error") == true || line.Text("subtype") is { } how && how != "success"
            ? new AgentFailed(read, line.Text("result") ?? line.Text("error", "message") ?? line.Text("subtype") ?? "It ended with an error.")
            : new AgentRecovered(read);
}
