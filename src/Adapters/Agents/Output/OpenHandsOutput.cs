using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>
/// Events of OpenHands' V1 SDK, one a line among lines of text, before 1.16 each on several: those with a <c>kind</c>. Calls and results are joined by
/// <c>tool_call_id</c>; times are without an offset, in the zone it was started with. An event that comes again is left out.
/// </summary>
internal sealed class OpenHandsOutput : IAgentOutputReader
{
    // The tool that says that the work is done; what it says is the agent's last word.
    private const string Finish = "finish";

    private const string Failure = "ConversationErrorEvent";

    // A command that has not ended when its patience was up.
    private const long StillRunning = -1;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Whether an event told that the conversation failed.</summary>
    public bool HasFailed { get; private set; }

    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        if (line.Text("kind") is null || line.Text("id") is { } id && !seen.Add(id))
        {
            return [];
        }

        HasFailed |= line.Text("kind") == Failure;
        return Tell(line, read);
    }

    private static IEnumerable<AgentEvent> Tell(JsonElement line, DateTimeOffset read)
    {
        DateTimeOffset at = line.Time(read, "timestamp");
        string id = line.Text("tool_call_id") ?? "";
        return line.Text("kind") switch
        {
            "MessageEvent" when line.Text("source") == "agent" && JsonLine.ContentText(line.At("llm_message", "content")) is { Length: > 0 } text => [new AgentSaid(at, text)],
            "ActionEvent" => Action(line, id, at),

            // What finishes the work gives back what was said.
            "ObservationEvent" when line.Text("tool_name") == Finish => [],
            "ObservationEvent" => [Observation(line.At("observation"), id, at)],
            "AgentErrorEvent" => [new ToolEnded(at, id, line.Text("error") ?? "", null, true)],
            "UserRejectObservation" => [new ToolEnded(at, id, line.Text("rejection_reason") ?? "", null, true)],
            Failure => [new AgentFailed(at, string.Join(": ", new[] { line.Text("code"), line.Text("detail") }.Where(part => !string.IsNullOrEmpty(part))))],
            _ => [],
        };
    }

    private static IEnumerable<AgentEvent> Action(JsonElement line, string id, DateTimeOffset at)
    {
        string tool = line.Text("tool_name") ?? "";
        if (tool == Finish)
        {
            string message = line.Text("action", "message") ?? "";
            return message.Length > 0 ? [new AgentSaid(at, message), new AgentRecovered(at)] : [new AgentRecovered(at)];
        }

        JsonElement arguments = JsonLine.Parse(line.Text("tool_call", "arguments") ?? "");
        string input = JsonLine.ToolInput(line.At("action").ValueKind == JsonValueKind.Object ? line.At("action") : arguments);
        string thought = JsonLine.ContentText(line.At("thought"));
        AgentEvent started = new ToolStarted(at, id, tool, input);
        return thought.Length > 0 ? [new AgentSaid(at, thought), started] : [started];
    }

    private static ToolEnded Observation(JsonElement observation, string id, DateTimeOffset at)
    {
        long? exitCode = observation.Integer("exit_code");
        bool failed = observation.Flag("is_error") == true || exitCode is not null and not 0;
        return new ToolEnded(at, id, JsonLine.ContentText(observation.At("content")), exitCode is null or StillRunning ? null : (int)exitCode, failed);
    }
}
