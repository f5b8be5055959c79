using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of <c>codex exec --json</c>: items that start and complete within turns. They have no times.</summary>
internal sealed class CodexOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read) => line.Text("type") switch
    {
        "item.started" => Started(line.At("item"), read),
        "item.completed" => Completed(line.At("item"), read),
        "turn.completed" => [new AgentRecovered(read)],
        "turn.failed" => [new AgentFailed(read, line.Text("error", "message") ?? "The turn failed.")],
        "error" => [new AgentFailed(read, line.Text("message") ?? "It told an error.")],
        _ => [],
    };

    private static IEnumerable<AgentEvent> Started(JsonElement item, DateTimeOffset read)
    {
        string id = item.Text("id") ?? "";
        if (item.Text("type") == "command_execution")
        {
            yield return new ToolStarted(read, id, "exec_command", item.Text("command") ?? "");
        }
        else if (item.Text("type") == "mcp_tool_call")
        {
            yield return new ToolStarted(read, id, item.Text("tool") ?? "", JsonLine.ToolInput(item.At("arguments")));
        }
    }

    private static IEnumerable<AgentEvent> Completed(JsonElement item, DateTimeOffset read)
    {
        string id = item.Text("id") ?? "";
        switch (item.Text("type"))
        {
            case "agent_message" when item.Text("text") is { Length: > 0 } text:
                yield return new AgentSaid(read, text);
                break;
            case "command_execution":
                int? exitCode = (int?)item.Integer("exit_code");
                yield return new ToolEnded(read, id, item.Text("aggregated_output") ?? "", exitCode, item.Text("status") == "failed" || exitCode is not null and not 0);
                break;
            case "mcp_tool_call":
                yield return new ToolEnded(read, id, JsonLine.ContentText(item.At("result", "content")), null, item.Text("status") == "failed");
                break;
            case "file_change":
                // Told when it is done only.
                yield return new ToolStarted(read, id, "apply_patch", string.Join(' ', item.Items("changes").Select(change => change.Text("path")).Where(path => path is not null)));
                yield return new ToolEnded(read, id, "", null, item.Text("status") == "failed");
                break;
        }
    }
}
