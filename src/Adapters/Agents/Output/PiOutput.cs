using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of <c>pi --mode json</c>. Messages have times, tools have not; a command that failed has its exit code as its last line.</summary>
internal sealed class PiOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read) => line.Text("type") switch
    {
        "message_end" when line.Text("message", "role") == "assistant" => Message(line.At("message"), read),
        "tool_execution_start" => [new ToolStarted(read, line.Text("toolCallId") ?? "", line.Text("toolName") ?? "", JsonLine.ToolInput(line.At("args")))],
        "tool_execution_end" => [Tool(line, read)],
        _ => [],
    };

    private static IEnumerable<AgentEvent> Message(JsonElement message, DateTimeOffset read)
    {
        // The message's own time is its begin.
        string text = JsonLine.ContentText(message.At("content"));
        if (text.Length > 0)
        {
            yield return new AgentSaid(read, text);
        }

        yield return message.Text("stopReason") is "error" or "aborted"
            ? new AgentFailed(read, message.Text("errorMessage") ?? "The model's answer ended with an error.")
            : new AgentRecovered(read);
    }

    private static ToolEnded Tool(JsonElement line, DateTimeOffset read)
    {
        string output = JsonLine.ContentText(line.At("result", "content"));
        bool failed = line.Flag("isError") ?? false;
        int? exitCode = line.Text("toolName") != "bash" ? null : failed ? ExitCodeText.Find(output) : 0;
        return new ToolEnded(read, line.Text("toolCallId") ?? "", output, exitCode, failed);
    }
}
