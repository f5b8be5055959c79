using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// mini-swe-agent's trajectory: the messages of the conversation, each with what the agent knows of it as <c>extra</c>, written anew after every step. It ends
/// with 0 when a limit ended it; its <c>exit_status</c> tells.
/// </summary>
internal sealed class MiniTrajectory : IAgentRecordReader
{
    /// <summary>Name of the file.</summary>
    public const string File = "run.traj.json";

    private const string Shell = "bash";
    private const string Submitted = "Submitted";

    // What was not executed to its end.
    private const long NotRun = -1;

    public IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files) => files.SelectMany(file => Trajectory(file.Json(), file.Written));

    private static IEnumerable<AgentEvent> Trajectory(JsonElement trajectory, DateTimeOffset written)
    {
        JsonElement[] messages = [.. trajectory.Items("messages")];
        string? status = trajectory.Text("info", "exit_status");

        // The command that submits ends the agent before its result is kept: what stands in its place says nothing.
        JsonElement submitting = status == Submitted ? messages.LastOrDefault(IsResult) : default;
        string? submission = CallOf(submitting);
        DateTimeOffset at = messages.Select(message => message.Seconds(written, "extra", "timestamp")).FirstOrDefault(written);
        foreach (JsonElement message in messages)
        {
            at = message.Seconds(at, "extra", "timestamp");
            if (IsResult(message))
            {
                yield return Result(message, at, submission);
            }
            else if (message.Text("role") == "assistant" || message.Text("object") == "response")
            {
                foreach (AgentEvent told in Answer(message, at))
                {
                    yield return told;
                }
            }
        }

        if (status is { Length: > 0 })
        {
            yield return status == Submitted ? new AgentRecovered(at) : new AgentFailed(at, status);
        }
    }

    private static bool IsResult(JsonElement message) => message.Text("role") == "tool" || message.Text("type") == "function_call_output";

    private static string? CallOf(JsonElement result) => result.Text("tool_call_id") ?? result.Text("call_id");

    private static IEnumerable<AgentEvent> Answer(JsonElement message, DateTimeOffset at)
    {
        string text = JsonLine.ContentText(message.At("content"));
        if (text.Length == 0)
        {
            text = string.Join('\n', message.Items("output").Where(part => part.Text("type") == "message").Select(part => JsonLine.ContentText(part.At("content"))));
        }

        if (text.Length > 0)
        {
            yield return new AgentSaid(at, text);
        }

        foreach (JsonElement action in message.Items("extra", "actions"))
        {
            yield return new ToolStarted(at, action.Text("tool_call_id") ?? "", Shell, action.Text("command") ?? "");
        }

        JsonElement response = message.At("extra", "response").ValueKind == JsonValueKind.Object ? message.At("extra", "response") : message;
        JsonElement usage = response.At("usage");
        if (usage.ValueKind == JsonValueKind.Object)
        {
            yield return new AnswerUsage(at)
            {
                Model = response.Text("model"),
                ResponseId = response.Text("id"),
                PromptTokens = usage.Integer("prompt_tokens") ?? usage.Integer("input_tokens"),
                CompletionTokens = usage.Integer("completion_tokens") ?? usage.Integer("output_tokens"),
            };
        }
    }

    private static ToolEnded Result(JsonElement message, DateTimeOffset at, string? submission)
    {
        string id = CallOf(message) ?? "";
        long? code = message.Integer("extra", "returncode");
        string output = message.Text("extra", "raw_output") is { Length: > 0 } raw ? raw : message.Text("extra", "exception_info") ?? "";
        return code == NotRun && id == submission
            ? new ToolEnded(at, id, "", null, null)
            : new ToolEnded(at, id, output, code is null or NotRun ? null : (int)code, code is null ? null : code != 0);
    }
}
