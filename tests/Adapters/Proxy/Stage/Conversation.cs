using System.Text.Json.Nodes;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>
/// An agent's side of a conversation, in a protocol's own words: what it asks, given the tools that it used. Each request repeats what was said before.
/// </summary>
internal sealed class Conversation(string form, bool stream)
{
    private readonly JsonObject request = (JsonObject)JsonNode.Parse(ModelRequests.Of(form, stream).Body)!;

    public string Path => ModelRequests.Of(form, stream).Path;

    public string Body => request.ToJsonString();

    /// <summary>The model asked for these tools, and their results go back to it.</summary>
    public void Used(params (string? Id, string Name, string Result, bool Failed)[] tools)
    {
        switch (form.Split('+')[0])
        {
            case "openai.chat":
                Items("messages").Add(new JsonObject
                {
                    ["role"] = "assistant",
                    ["tool_calls"] = new JsonArray([.. tools.Select(tool => (JsonNode)new JsonObject { ["id"] = tool.Id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool.Name, ["arguments"] = "{}" } })]),
                });
                Each(tools, "messages", tool => new JsonObject { ["role"] = "tool", ["tool_call_id"] = tool.Id, ["content"] = tool.Result });
                break;
            case "openai.responses":
                Each(tools, "input", tool => new JsonObject { ["type"] = "function_call", ["call_id"] = tool.Id, ["name"] = tool.Name, ["arguments"] = "{}" });
                Each(tools, "input", tool => new JsonObject { ["type"] = "function_call_output", ["call_id"] = tool.Id, ["output"] = tool.Result });
                break;
            case "anthropic.messages":
                Say("messages", "assistant", "content", tools.Select(tool => new JsonObject { ["type"] = "tool_use", ["id"] = tool.Id, ["name"] = tool.Name, ["input"] = new JsonObject() }));
                Say("messages", "user", "content", tools.Select(tool => new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = tool.Id, ["content"] = tool.Result, ["is_error"] = tool.Failed }));
                break;
            default:
                Say("contents", "model", "parts", tools.Select(tool => new JsonObject { ["functionCall"] = Named(tool, "args", new JsonObject()) }));
                Say("contents", "user", "parts", tools.Select(tool => new JsonObject { ["functionResponse"] = Named(tool, "response", new JsonObject { [tool.Failed ? "error" : "output"] = tool.Result }) }));
                break;
        }
    }

    private static JsonObject Named((string? Id, string Name, string, bool) tool, string member, JsonNode value)
    {
        var named = new JsonObject { ["name"] = tool.Name, [member] = value };
        if (tool.Id is not null)
        {
            named["id"] = tool.Id;
        }

        return named;
    }

    private void Each<T>(IEnumerable<T> tools, string list, Func<T, JsonObject> item)
    {
        foreach (T tool in tools)
        {
            Items(list).Add(item(tool));
        }
    }

    private void Say(string list, string role, string member, IEnumerable<JsonNode> parts) =>
        Items(list).Add(new JsonObject { ["role"] = role, [member] = new JsonArray([.. parts]) });

    private JsonArray Items(string list)
    {
        if (request[list] is JsonArray items)
        {
            return items;
        }

        // A response may be asked for with a text alone.
        JsonNode? said = request[list]?.DeepClone();
        return (JsonArray)(request[list] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = said }))!;
    }
}
