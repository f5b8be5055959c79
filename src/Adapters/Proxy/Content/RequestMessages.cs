using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Adapters.Proxy.Protocols;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>
/// The conversation of a request in the form of the GenAI conventions (<c>gen_ai.input.messages</c>), whichever protocol it came in: roles with parts, of
/// which texts, tool calls and their results are kept and others named. Where it is too long, the latest messages are kept.
/// </summary>
/// <param name="redaction">Takes keys out.</param>
/// <param name="budget">What may be kept.</param>
internal sealed class RequestMessages(ContentRedaction redaction, ContentBudget budget)
{
    /// <summary>Reads a request.</summary>
    /// <param name="body">UTF-8.</param>
    /// <returns>A JSON array; null where the request holds no conversation that can be read.</returns>
    public string? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 256 });
            JsonElement request = document.RootElement.Member("request") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : document.RootElement;
            return Conversation(request) is { } messages ? ContentJson.Text(messages) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private JsonArray? Conversation(JsonElement request)
    {
        if (request.Text("input") is { } prompt)
        {
            return [Message("user", [ContentJson.TextPart(Kept(prompt))])];
        }

        string? list = Array.Find(["messages", "input", "contents"], name => request.Member(name).ValueKind == JsonValueKind.Array);
        if (list is null)
        {
            return null;
        }

        var latestFirst = new List<JsonNode>();
        foreach (JsonElement item in request.Items(list).Reverse())
        {
            if (budget.IsSpent)
            {
                budget.Cut();
                break;
            }

            latestFirst.Add(Message(RoleOf(item), [.. Parts(item)]));
        }

        latestFirst.Reverse();
        return [.. latestFirst];
    }

    private static JsonObject Message(string role, JsonNode[] parts) => new() { ["role"] = role, ["parts"] = new JsonArray(parts) };

    private static string RoleOf(JsonElement item) => item.Text("role") switch
    {
        "model" => "assistant",
        { } role => role,
        _ => item.Text("type")?.EndsWith("_output", StringComparison.Ordinal) == true ? "tool" : "assistant",
    };

    private IEnumerable<JsonNode> Parts(JsonElement item)
    {
        if (item.Member("role").ValueKind != JsonValueKind.String && item.Member("type").ValueKind == JsonValueKind.String)
        {
            yield return Part(item);
        }
        else if (item.Text("tool_call_id") is { } id)
        {
            yield return Response(id, item.Member("content"));
            yield break;
        }

        if (item.Text("content") is { } text)
        {
            yield return ContentJson.TextPart(Kept(text));
        }

        foreach (JsonElement part in item.Items("content").Concat(item.Items("parts")).Concat(item.Items("tool_calls")))
        {
            yield return Part(part);
        }
    }

    private JsonObject Part(JsonElement part)
    {
        if (part.Member("functionCall") is { ValueKind: JsonValueKind.Object } call)
        {
            return ContentJson.CallPart(call.Text("id"), call.Text("name"), KeptJson(call.Member("args")));
        }

        if (part.Member("functionResponse") is { ValueKind: JsonValueKind.Object } response)
        {
            return Response(response.Text("id"), response.Member("response"));
        }

        JsonElement order = part.Member("function") is { ValueKind: JsonValueKind.Object } function ? function : part.Member("custom");
        return part.Text("type") switch
        {
            "tool_use" => ContentJson.CallPart(part.Text("id"), part.Text("name"), KeptJson(part.Member("input"))),
            "tool_result" => Response(part.Text("tool_use_id"), part.Member("content")),
            { } type when type.EndsWith("_output", StringComparison.Ordinal) => Response(part.Text("call_id"), part.Member("output")),
            { } type when type.EndsWith("_call", StringComparison.Ordinal) => ContentJson.CallPart(
                part.Text("call_id"), part.Text("name"), KeptJson(Array.Find([part.Member("arguments"), part.Member("input")], one => one.ValueKind != JsonValueKind.Undefined))),
            _ when order.ValueKind == JsonValueKind.Object => ContentJson.CallPart(
                part.Text("id"), order.Text("name"), KeptJson(Array.Find([order.Member("arguments"), order.Member("input")], one => one.ValueKind != JsonValueKind.Undefined))),
            _ when part.Text("text") is { } text => ContentJson.TextPart(Kept(text)),
            var type => new JsonObject { ["type"] = type ?? "other" },
        };
    }

    private JsonObject Response(string? id, JsonElement content) => new() { ["type"] = "tool_call_response", ["id"] = id, ["response"] = KeptJson(content) };

    private string Kept(string text) => budget.Take(redaction.Text(text));

    // A text that holds JSON is read as JSON: a key may be escaped in it once more.
    private string? KeptJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => budget.Take(redaction.Json(value.GetString()!)),
        _ => budget.Take(redaction.Json(value.GetRawText())),
    };
}
