using System.Globalization;
using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// The trajectory of OpenHands before its V1: one list of events, written when it ends. A result names the event of its call as its <c>cause</c>.
/// </summary>
internal sealed class OpenHandsTrajectory : IAgentRecordReader
{
    /// <summary>Name of the file.</summary>
    public const string File = "trajectory.json";

    // A command that has not ended when its patience was up.
    private const long StillRunning = -1;

    private static readonly HashSet<string> Tools = new(StringComparer.Ordinal)
    {
        "read", "write", "edit", "run", "run_ipython", "browse", "browse_interactive", "call_tool_mcp", "delegate", "task_tracking",
    };

    private readonly Dictionary<long, string> calls = [];

    public IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files)
    {
        foreach (RecordFile file in files)
        {
            DateTimeOffset at = file.Written;
            JsonElement[] events = [.. file.Json().Items()];
            foreach (JsonElement told in events)
            {
                at = told.Time(at, "timestamp");
                foreach (AgentEvent one in told.Text("action") is { } action ? Action(told, action, at) : Observation(told, at))
                {
                    yield return one;
                }
            }

            foreach (JsonElement use in events.LastOrDefault(told => told.At("llm_metrics").ValueKind == JsonValueKind.Object).Items("llm_metrics", "token_usages"))
            {
                yield return OpenHandsUsage.Of(use, at);
            }
        }
    }

    private IEnumerable<AgentEvent> Action(JsonElement told, string action, DateTimeOffset at)
    {
        JsonElement arguments = told.At("args");
        if (arguments.Text("thought") is { Length: > 0 } thought)
        {
            yield return new AgentSaid(at, thought);
        }

        JsonElement metadata = told.At("tool_call_metadata");
        if (action == "finish")
        {
            string last = arguments.Text("final_thought") ?? told.Text("message") ?? "";
            if (last.Length > 0)
            {
                yield return new AgentSaid(at, last);
            }
        }
        else if (action == "message")
        {
            if (told.Text("source") == "agent" && arguments.Text("content") is { Length: > 0 } text)
            {
                yield return new AgentSaid(at, text);
            }
        }
        else if (Tools.Contains(action) || metadata.ValueKind == JsonValueKind.Object)
        {
            long number = told.Integer("id") ?? -1;
            string id = metadata.Text("tool_call_id") ?? "event-" + number.ToString(CultureInfo.InvariantCulture);
            calls[number] = id;
            yield return new ToolStarted(at, id, metadata.Text("function_name") ?? action, JsonLine.ToolInput(arguments));
        }
    }

    private IEnumerable<AgentEvent> Observation(JsonElement told, DateTimeOffset at)
    {
        string content = told.Text("content") ?? "";
        if (told.Text("observation") is not { } kind)
        {
            yield break;
        }

        if (told.Integer("cause") is { } cause && calls.Remove(cause, out string? call))
        {
            long? exitCode = told.Integer("extras", "metadata", "exit_code");
            bool failed = kind is "error" or "user_rejected" || told.Flag("success") == false || exitCode is not null and not 0;
            yield return new ToolEnded(at, call, content, exitCode is null or StillRunning ? null : (int)exitCode, failed);
        }
        else if (kind == "error")
        {
            yield return new AgentFailed(at, content.Length > 0 ? content : "It told an error.");
        }
        else if (kind == "agent_state_changed" && told.Text("extras", "agent_state") is { } state)
        {
            if (state == "finished")
            {
                yield return new AgentRecovered(at);
            }
            else if (state is "error" or "rejected" or "stopped" or "rate_limited")
            {
                yield return new AgentFailed(at, told.Text("extras", "reason") is { Length: > 0 } reason ? reason : $"Its state was {state}.");
            }
        }
    }
}
