using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>
/// Lines of <c>goose run --output-format stream-json</c>: pieces of messages, in which tools are asked for and answered by a common id, and <c>complete</c> at
/// the end. A run with an <c>error</c>, or without <c>complete</c>, though it printed nothing, has failed; its exit code says neither.
/// </summary>
internal sealed class GooseOutput : IAgentOutputReader
{
    private const string Unreadable = "unreadable";

    private string? speaking;
    private bool over;

    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        switch (line.Text("type"))
        {
            case "message":
                return line.Items("message", "content").SelectMany(part => Part(line.At("message"), part, read));
            case "error":
                over = true;
                return [new AgentFailed(read, line.Text("error") ?? "It told an error.")];
            case "complete":
                over = true;
                return [new AnswerUsage(read) { PromptTokens = line.Integer("input_tokens"), CompletionTokens = line.Integer("output_tokens") }];
            default:
                return [];
        }
    }

    public IEnumerable<AgentEvent> End(DateTimeOffset read) => over ? [] : [new AgentFailed(read, "It ended without saying that it was complete.")];

    private IEnumerable<AgentEvent> Part(JsonElement message, JsonElement part, DateTimeOffset read)
    {
        string? type = part.Text("type");
        if (type == "text" && message.Text("role") == "assistant" && part.Text("text") is { Length: > 0 } text)
        {
            string? before = speaking;
            speaking = message.Text("id");
            yield return new AgentSaid(read, text, before is not null && before == speaking);
            yield break;
        }

        speaking = null;
        if (type == "toolRequest")
        {
            JsonElement call = part.At("toolCall", "value");
            yield return new ToolStarted(read, part.Text("id") ?? "", call.Text("name") ?? Unreadable, JsonLine.ToolInput(call.At("arguments")));
        }
        else if (type == "toolResponse")
        {
            yield return Result(part, read);
        }
    }

    private static ToolEnded Result(JsonElement part, DateTimeOffset read)
    {
        JsonElement result = part.At("toolResult");
        JsonElement value = result.At("value");
        long? exitCode = value.Integer("structuredContent", "exit_code");
        bool failed = result.Text("status") == "error" || value.Flag("isError") == true || exitCode is not null and not 0 || value.Flag("structuredContent", "timed_out") == true;
        return new ToolEnded(read, part.Text("id") ?? "", result.Text("error") ?? JsonLine.ContentText(value.At("content")), (int?)exitCode, failed);
    }
}
