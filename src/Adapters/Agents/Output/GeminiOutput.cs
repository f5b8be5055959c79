using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of Gemini CLI's <c>stream-json</c>: pieces of messages, tools joined by <c>tool_id</c>, a result at the end.</summary>
internal sealed class GeminiOutput : IAgentOutputReader
{
    private bool speaking;

    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        DateTimeOffset at = line.Time(read, "timestamp");
        string? type = line.Text("type");
        if (type == "message" && line.Text("role") == "assistant")
        {
            bool continues = speaking && line.Flag("delta") == true;
            speaking = true;
            return line.Text("content") is { Length: > 0 } text ? [new AgentSaid(at, text, continues)] : [];
        }

        speaking = false;
        return type switch
        {
            "tool_use" => [new ToolStarted(at, line.Text("tool_id") ?? "", line.Text("tool_name") ?? "", JsonLine.ToolInput(line.At("parameters")))],
            "tool_result" => [new ToolEnded(at, line.Text("tool_id") ?? "", line.Text("output") ?? line.Text("error", "message") ?? "", null, line.Text("status") == "error")],
            "error" => [new AgentFailed(at, line.Text("message") ?? "It told an error.")],
            "result" when line.Text("status") == "error" => [new AgentFailed(at, line.Text("error", "message") ?? "It ended with an error.")],
            "result" => [new AgentRecovered(at)],
            _ => [],
        };
    }
}
