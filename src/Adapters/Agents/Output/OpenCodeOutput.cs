using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of <c>opencode run --format json</c> and of Kilo: parts of messages; a tool's times and exit code are within.</summary>
internal sealed class OpenCodeOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        DateTimeOffset at = line.Time(read, "timestamp");
        JsonElement part = line.At("part");
        return line.Text("type") switch
        {
            "text" when part.Text("text") is { Length: > 0 } text => [new AgentSaid(part.Time(at, "time", "end"), text)],
            "tool_use" => Tool(part, at),
            "step_finish" => part.Text("reason") == "error" ? [new AgentFailed(at, "The step ended with an error.")] : [new AgentRecovered(at)],
            "error" => [new AgentFailed(at, line.Text("error", "data", "message") ?? line.Text("error", "message") ?? line.Text("error", "name") ?? "It told an error.")],
            _ => [],
        };
    }

    private static IEnumerable<AgentEvent> Tool(JsonElement part, DateTimeOffset at)
    {
        JsonElement state = part.At("state");
        string id = part.Text("callID") ?? part.Text("id") ?? "";
        int? exitCode = (int?)state.Integer("metadata", "exit");
        bool failed = state.Text("status") == "error" || exitCode is not null and not 0;
        yield return new ToolStarted(state.Time(at, "time", "start"), id, part.Text("tool") ?? "", JsonLine.ToolInput(state.At("input")));
        yield return new ToolEnded(state.Time(at, "time", "end"), id, state.Text("output") ?? state.Text("error") ?? "", exitCode, failed);
    }
}
