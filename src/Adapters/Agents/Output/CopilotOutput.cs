using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of Copilot's <c>--output-format json</c>: events with a time and their <c>data</c>.</summary>
internal sealed class CopilotOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        DateTimeOffset at = line.Time(read, "timestamp");
        JsonElement data = line.At("data");
        return line.Text("type") switch
        {
            "assistant.message" when data.Text("content") is { Length: > 0 } text => [new AgentSaid(at, text)],
            "tool.execution_start" => [new ToolStarted(at, data.Text("toolCallId") ?? "", data.Text("toolName") ?? "", JsonLine.ToolInput(data.At("arguments")))],
            "tool.execution_complete" => [Tool(data, at)],
            "session.error" => [new AgentFailed(at, data.Text("message") ?? "It told an error.")],
            "assistant.turn_end" => [new AgentRecovered(at)],
            _ => [],
        };
    }

    private static ToolEnded Tool(JsonElement data, DateTimeOffset at)
    {
        long? exitCode = data.Integer("shellExecution", "exitCode") ?? data.Integer("exitCode");
        bool? success = data.Flag("success");
        string output = data.Text("result", "content") ?? data.Text("error", "message") ?? "";
        return new ToolEnded(at, data.Text("toolCallId") ?? "", output, (int?)exitCode, success == false || exitCode is not null and not 0);
    }
}
