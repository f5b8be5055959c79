using System.Text.Json;

namespace Tracing.Dialects.Tests;

/// <summary>One request in the scripted model's own log. Status 0: the caller went away before it was answered.</summary>
internal sealed record AnsweredCall(
    int Status, ulong? Prompt, ulong? Cached, ulong? Completion, ulong? Reasoning, string? Finish, string? ResponseId, uint? Attempt, DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<CalledTool> Tools)
{
    public static AnsweredCall Of(JsonElement call)
    {
        JsonElement usage = call.TryGetProperty("usage", out JsonElement told) ? told : default;
        return new AnsweredCall(
            call.GetProperty("status").GetInt32(),
            Count(usage, "prompt"),
            Count(usage, "cached"),
            Count(usage, "completion"),
            Count(usage, "reasoning"),
            Text(call, "finish"),
            Text(call, "responseId"),
            call.TryGetProperty("attempt", out JsonElement attempt) ? attempt.GetUInt32() : null,
            call.GetProperty("time").GetDateTimeOffset(),
            call.GetProperty("ended").GetDateTimeOffset(),
            [.. call.GetProperty("calls").EnumerateArray().Select(tool => new CalledTool(Text(tool, "id")!, Text(tool, "name")!, Text(tool, "command")!))]);
    }

    private static ulong? Count(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement count) ? count.GetUInt64() : null;

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}

/// <summary>A tool that the scripted model asked for.</summary>
internal sealed record CalledTool(string Id, string Name, string Command);
