using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>Anthropic's messages (<c>POST …/messages</c>). Its input tokens leave out what a cache gave or took.</summary>
internal sealed class AnthropicMessages : IProtocol
{
    /// <inheritdoc/>
    public string Name => "anthropic.messages";

    /// <inheritdoc/>
    public ModelRequest Read(string path, JsonElement body) => new()
    {
        Model = JsonReading.Text(body, "model"),
        Stream = JsonReading.Flag(body, "stream"),
        Tools = [.. JsonReading.Items(body, "tools").Select(tool => new OfferedTool(JsonReading.Text(tool, "name"), JsonReading.Member(tool, "input_schema")))],
    };

    /// <inheritdoc/>
    public string IdOf(Answer answer) => $"msg_{answer.Ordinal:D6}";

    /// <inheritdoc/>
    public string FinishOf(Answer answer) => answer.Finish switch
    {
        "tool_calls" => "tool_use",
        "length" => "max_tokens",
        "content_filter" => "refusal",
        _ => "end_turn",
    };

    /// <inheritdoc/>
    public JsonObject Whole(Answer answer)
    {
        JsonObject message = Message(answer, new JsonArray([.. Blocks(answer)]), answer.Usage.Completion);
        message["stop_reason"] = FinishOf(answer);
        return message;
    }

    /// <inheritdoc/>
    public IEnumerable<ServerEvent> Events(Answer answer)
    {
        // Output tokens are not known yet when a message starts: the true count comes in message_delta.
        yield return Event("message_start", new JsonObject { ["message"] = Message(answer, new JsonArray(), 1) });
        foreach ((int index, JsonObject block) in Blocks(answer).Index())
        {
            bool text = (string?)block["type"] == "text";
            string content = text ? (string)block["text"]! : block["input"]!.ToJsonString();
            JsonNode opened = block.DeepClone();
            opened[text ? "text" : "input"] = text ? "" : new JsonObject();
            yield return Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = opened });
            foreach (string piece in Pieces.Of(content))
            {
                var delta = new JsonObject { ["type"] = text ? "text_delta" : "input_json_delta", [text ? "text" : "partial_json"] = piece };
                yield return Event("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = delta });
            }

            yield return Event("content_block_stop", new JsonObject { ["index"] = index });
        }

        yield return Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = FinishOf(answer), ["stop_sequence"] = null },
            ["usage"] = Usage(answer.Usage, answer.Usage.Completion),
        });
        yield return Event("message_stop", []);
    }

    /// <inheritdoc/>
    public JsonObject Fault(int status, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject
        {
            ["type"] = status switch { 429 => "rate_limit_error", 503 or 529 => "overloaded_error", >= 500 => "api_error", _ => "invalid_request_error" },
            ["message"] = message,
        },
    };

    private static IEnumerable<JsonObject> Blocks(Answer answer)
    {
        if (answer.Text.Length > 0)
        {
            yield return new JsonObject { ["type"] = "text", ["text"] = answer.Text };
        }

        foreach (AnswerCall call in answer.Calls)
        {
            yield return new JsonObject { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = call.Arguments.DeepClone() };
        }
    }

    private static JsonObject Usage(ScriptUsage usage, long output) => new()
    {
        ["input_tokens"] = usage.Prompt - usage.Cached - usage.CacheCreation,
        ["cache_creation_input_tokens"] = usage.CacheCreation,
        ["cache_read_input_tokens"] = usage.Cached,
        ["output_tokens"] = output,
    };

    private static ServerEvent Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return ServerEvent.Of(type, data);
    }

    private JsonObject Message(Answer answer, JsonArray content, long output) => new()
    {
        ["id"] = IdOf(answer),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = answer.Request.Model,
        ["content"] = content,
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = Usage(answer.Usage, output),
    };
}
