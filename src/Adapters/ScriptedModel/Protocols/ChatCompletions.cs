using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>OpenAI's chat completions (<c>POST …/chat/completions</c>).</summary>
internal sealed class ChatCompletions : IProtocol
{
    /// <inheritdoc/>
    public string Name => "openai.chat";

    /// <inheritdoc/>
    public ModelRequest Read(string path, JsonElement body) => new()
    {
        Model = JsonReading.Text(body, "model"),
        Stream = JsonReading.Flag(body, "stream"),
        UsageInStream = body.TryGetProperty("stream_options", out JsonElement options) && JsonReading.Flag(options, "include_usage"),
        Tools = [.. JsonReading.Items(body, "tools")
            .Where(tool => tool.TryGetProperty("function", out _))
            .Select(tool => tool.GetProperty("function"))
            .Select(function => new OfferedTool(JsonReading.Text(function, "name"), JsonReading.Member(function, "parameters")))],
    };

    /// <inheritdoc/>
    public string IdOf(Answer answer) => $"chatcmpl-{answer.Ordinal:D6}";

    /// <inheritdoc/>
    public string FinishOf(Answer answer) => answer.Finish;

    /// <inheritdoc/>
    public JsonObject Whole(Answer answer)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Content(answer), ["refusal"] = null };
        if (answer.Calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. answer.Calls.Select(Call)]);
        }

        return new JsonObject
        {
            ["id"] = IdOf(answer),
            ["object"] = "chat.completion",
            ["created"] = answer.CreatedSeconds,
            ["model"] = answer.Request.Model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = FinishOf(answer),
            }),
            ["usage"] = Usage(answer.Usage),
        };
    }

    /// <inheritdoc/>
    public IEnumerable<ServerEvent> Events(Answer answer)
    {
        yield return Chunk(answer, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (string piece in Pieces.Of(answer.Text))
        {
            yield return Chunk(answer, new JsonObject { ["content"] = piece });
        }

        foreach ((int index, AnswerCall call) in answer.Calls.Index())
        {
            yield return CallChunk(answer, new JsonObject
            {
                ["index"] = index,
                ["id"] = call.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = "" },
            });
            foreach (string piece in Pieces.Of(call.Arguments.ToJsonString()))
            {
                yield return CallChunk(answer, new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } });
            }
        }

        yield return Chunk(answer, new JsonObject(), FinishOf(answer));
        if (answer.Request.UsageInStream)
        {
            JsonObject last = Frame(answer, new JsonArray());
            last["usage"] = Usage(answer.Usage);
            yield return ServerEvent.Of(null, last);
        }

        yield return new ServerEvent(null, "[DONE]");
    }

    /// <inheritdoc/>
    public JsonObject Fault(int status, string message) => OpenAiFault.Of(status, message);

    private static JsonValue? Content(Answer answer) => answer.Text.Length == 0 && answer.Calls.Count > 0 ? null : JsonValue.Create(answer.Text);

    private static JsonNode Call(AnswerCall call) => new JsonObject
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments.ToJsonString() },
    };

    private static JsonObject Usage(ScriptUsage usage) => new()
    {
        ["prompt_tokens"] = usage.Prompt,
        ["completion_tokens"] = usage.Completion,
        ["total_tokens"] = usage.Prompt + usage.Completion,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
    };

    private ServerEvent CallChunk(Answer answer, JsonObject call) => Chunk(answer, new JsonObject { ["tool_calls"] = new JsonArray(call) });

    private ServerEvent Chunk(Answer answer, JsonObject delta, string? finish = null) =>
        ServerEvent.Of(null, Frame(answer, new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish })));

    private JsonObject Frame(Answer answer, JsonArray choices) => new()
    {
        ["id"] = IdOf(answer),
        ["object"] = "chat.completion.chunk",
        ["created"] = answer.CreatedSeconds,
        ["model"] = answer.Request.Model,
        ["choices"] = choices,
        ["usage"] = null,
    };
}
