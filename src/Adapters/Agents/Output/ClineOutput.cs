using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Lines of <c>cline --json</c>, each with its time <c>ts</c>: contents that start and end, of text and of tools.</summary>
internal sealed class ClineOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        DateTimeOffset at = line.Time(read, "ts");
        JsonElement told = line.At("event");
        return (told.Text("type") ?? line.Text("type"), told.Text("contentType")) switch
        {
            ("content_end", "text") when told.Text("text") is { Length: > 0 } text => [new AgentSaid(at, text)],
            ("content_start", "tool") => [new ToolStarted(at, told.Text("toolCallId") ?? "", told.Text("toolName") ?? "", Input(told.At("input")))],
            ("content_end", "tool") => [Tool(told, at)],
            ("iteration_end", _) => [new AgentRecovered(at)],
            ("error", _) => [new AgentFailed(at, told.Text("error", "message") ?? told.Text("message") ?? line.Text("message") ?? "It told an error.")],
            _ => [],
        };
    }

    private static string Input(JsonElement input)
    {
        string commands = string.Join("; ", input.Items("commands").Where(command => command.ValueKind == JsonValueKind.String).Select(command => command.GetString()));
        return commands.Length > 0 ? commands : JsonLine.ToolInput(input);
    }

    private static ToolEnded Tool(JsonElement told, DateTimeOffset at)
    {
        JsonElement[] results = [.. told.Items("output")];
        bool failed = told.At("error").ValueKind == JsonValueKind.String || results.Any(result => result.Flag("success") == false);
        string output = results.Length == 0
            ? JsonLine.ContentText(told.At("output"))
            : string.Join('\n', results.Select(result => result.Text("result") ?? result.Text("error")).Where(text => text is not null));
        return new ToolEnded(at, told.Text("toolCallId") ?? "", output, ExitCodeText.Find(output), failed);
    }
}
