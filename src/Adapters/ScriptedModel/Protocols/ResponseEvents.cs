using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>
/// The events of a streamed response, numbered from 0: created, in progress; for each output item added, its parts, done; at last completed
/// (or incomplete) with the whole response.
/// </summary>
/// <param name="begun">The response before its output.</param>
/// <param name="whole">The finished response.</param>
/// <param name="items">Its output items.</param>
internal sealed class ResponseEvents(Func<Answer, JsonObject> begun, Func<Answer, JsonObject> whole, Func<Answer, IEnumerable<JsonObject>> items)
{
    private int sequence;

    /// <summary>All events of an answer.</summary>
    public IEnumerable<ServerEvent> Of(Answer answer)
    {
        yield return Event("response.created", new JsonObject { ["response"] = begun(answer) });
        yield return Event("response.in_progress", new JsonObject { ["response"] = begun(answer) });
        foreach ((int index, JsonObject item) in items(answer).Index())
        {
            IEnumerable<ServerEvent> events = (string?)item["type"] == "message" ? OfMessage(index, item) : OfCall(index, item);
            foreach (ServerEvent one in events)
            {
                yield return one;
            }
        }

        JsonObject end = whole(answer);
        yield return Event((string?)end["status"] == "completed" ? "response.completed" : "response.incomplete", new JsonObject { ["response"] = end });
    }

    private IEnumerable<ServerEvent> OfMessage(int index, JsonObject item)
    {
        var part = (JsonObject)item["content"]![0]!;
        string text = (string)part["text"]!;
        JsonObject opened = Opened(item);
        opened["content"] = new JsonArray();
        yield return Event("response.output_item.added", new JsonObject { ["output_index"] = index, ["item"] = opened });
        JsonNode empty = part.DeepClone();
        empty["text"] = "";
        yield return PartEvent("response.content_part.added", index, item, "part", empty);
        foreach (string piece in Pieces.Of(text))
        {
            yield return PartEvent("response.output_text.delta", index, item, "delta", piece);
        }

        yield return PartEvent("response.output_text.done", index, item, "text", text);
        yield return PartEvent("response.content_part.done", index, item, "part", part.DeepClone());
        yield return Event("response.output_item.done", new JsonObject { ["output_index"] = index, ["item"] = item.DeepClone() });
    }

    private IEnumerable<ServerEvent> OfCall(int index, JsonObject item)
    {
        string arguments = (string)item["arguments"]!;
        JsonObject opened = Opened(item);
        opened["arguments"] = "";
        yield return Event("response.output_item.added", new JsonObject { ["output_index"] = index, ["item"] = opened });
        foreach (string piece in Pieces.Of(arguments))
        {
            yield return Event("response.function_call_arguments.delta", OfItem(index, item, "delta", piece));
        }

        JsonObject done = OfItem(index, item, "arguments", arguments);
        done["name"] = item["name"]!.DeepClone();
        yield return Event("response.function_call_arguments.done", done);
        yield return Event("response.output_item.done", new JsonObject { ["output_index"] = index, ["item"] = item.DeepClone() });
    }

    private static JsonObject Opened(JsonObject item)
    {
        var opened = (JsonObject)item.DeepClone();
        opened["status"] = "in_progress";
        return opened;
    }

    private static JsonObject OfItem(int index, JsonObject item, string member, JsonNode value) =>
        new() { ["item_id"] = item["id"]!.DeepClone(), ["output_index"] = index, [member] = value };

    private ServerEvent PartEvent(string type, int index, JsonObject item, string member, JsonNode value)
    {
        JsonObject data = OfItem(index, item, member, value);
        data["content_index"] = 0;
        if (type.StartsWith("response.output_text", StringComparison.Ordinal))
        {
            data["logprobs"] = new JsonArray();
        }

        return Event(type, data);
    }

    private ServerEvent Event(string type, JsonObject data)
    {
        data["type"] = type;
        data["sequence_number"] = sequence++;
        return ServerEvent.Of(type, data);
    }
}
