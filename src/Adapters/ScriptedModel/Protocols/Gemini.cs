using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>Gemini (<c>POST …/models/MODEL:generateContent</c> and <c>:streamGenerateContent</c>). Candidate tokens leave out thoughts.</summary>
internal sealed class Gemini : IProtocol
{
    /// <inheritdoc/>
    public string Name => "gemini";

    /// <inheritdoc/>
    public ModelRequest Read(string path, JsonElement body)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        int colon = last.LastIndexOf(':');
        return new ModelRequest
        {
            Model = Uri.UnescapeDataString(last[..colon]),
            Stream = last[(colon + 1)..] == "streamGenerateContent",
            Tools = [.. JsonReading.Items(body, "tools")
                .SelectMany(tool => JsonReading.Items(tool, "functionDeclarations"))
                .Select(tool => new OfferedTool(JsonReading.Text(tool, "name"), Parameters(tool)))],
        };
    }

    /// <inheritdoc/>
    public string IdOf(Answer answer) => $"gemini-{answer.Ordinal:D6}";

    /// <inheritdoc/>
    public string FinishOf(Answer answer) => answer.Finish switch
    {
        "length" => "MAX_TOKENS",
        "content_filter" => "SAFETY",
        _ => "STOP",
    };

    /// <inheritdoc/>
    public JsonObject Whole(Answer answer) =>
        Frame(answer, [.. TextParts(answer.Text), .. CallParts(answer)], last: true);

    /// <inheritdoc/>
    public IEnumerable<ServerEvent> Events(Answer answer)
    {
        foreach (string piece in Pieces.Of(answer.Text))
        {
            yield return ServerEvent.Of(null, Frame(answer, [.. TextParts(piece)], last: false));
        }

        yield return ServerEvent.Of(null, Frame(answer, answer.Calls.Count > 0 ? [.. CallParts(answer)] : [new JsonObject { ["text"] = "" }], last: true));
    }

    /// <inheritdoc/>
    public JsonObject Fault(int status, string message) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["status"] = status switch { 429 => "RESOURCE_EXHAUSTED", 503 => "UNAVAILABLE", >= 500 => "INTERNAL", _ => "INVALID_ARGUMENT" },
        },
    };

    private static JsonElement Parameters(JsonElement tool) =>
        JsonReading.Member(tool, "parametersJsonSchema") is { ValueKind: JsonValueKind.Object } schema ? schema : JsonReading.Member(tool, "parameters");

    private static IEnumerable<JsonNode> TextParts(string text) => text.Length == 0 ? [] : [new JsonObject { ["text"] = text }];

    private static IEnumerable<JsonNode> CallParts(Answer answer) => answer.Calls.Select(call =>
        new JsonObject { ["functionCall"] = new JsonObject { ["id"] = call.Id, ["name"] = call.Name, ["args"] = call.Arguments.DeepClone() } });

    private JsonObject Frame(Answer answer, JsonNode[] parts, bool last)
    {
        var candidate = new JsonObject { ["content"] = new JsonObject { ["parts"] = new JsonArray(parts), ["role"] = "model" }, ["index"] = 0 };
        ScriptUsage usage = answer.Usage;
        var counts = new JsonObject { ["promptTokenCount"] = usage.Prompt, ["cachedContentTokenCount"] = usage.Cached };
        if (last)
        {
            candidate["finishReason"] = FinishOf(answer);
            counts["candidatesTokenCount"] = usage.Completion - usage.Reasoning;
            counts["thoughtsTokenCount"] = usage.Reasoning;
        }

        counts["totalTokenCount"] = usage.Prompt + (last ? usage.Completion : 0);
        return new JsonObject
        {
            ["candidates"] = new JsonArray(candidate),
            ["usageMetadata"] = counts,
            ["modelVersion"] = answer.Request.Model,
            ["responseId"] = IdOf(answer),
        };
    }
}
