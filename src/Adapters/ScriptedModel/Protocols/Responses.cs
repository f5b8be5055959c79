using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>OpenAI's responses (<c>POST …/responses</c>). The order of a stream's events is in <see cref="ResponseEvents"/>.</summary>
internal sealed class Responses : IProtocol
{
    /// <inheritdoc/>
    public string Name => "openai.responses";

    /// <inheritdoc/>
    public ModelRequest Read(string path, JsonElement body) => new()
    {
        Model = JsonReading.Text(body, "model"),
        Stream = JsonReading.Flag(body, "stream"),
        Tools = [.. JsonReading.Items(body, "tools")
            .Where(tool => JsonReading.Text(tool, "type") == "function")
            .Select(tool => new OfferedTool(JsonReading.Text(tool, "name"), JsonReading.Member(tool, "parameters")))],
    };

    /// <inheritdoc/>
    public string IdOf(Answer answer) => $"resp_{answer.Ordinal:D6}";

    /// <inheritdoc/>
    public string FinishOf(Answer answer) => answer.Finish switch
    {
        "length" => "max_output_tokens",
        "content_filter" => "content_filter",
        _ => "completed",
    };

    /// <inheritdoc/>
    public JsonObject Whole(Answer answer)
    {
        bool complete = FinishOf(answer) == "completed";
        JsonObject response = Begun(answer);
        response["status"] = complete ? "completed" : "incomplete";
        response["incomplete_details"] = complete ? null : new JsonObject { ["reason"] = FinishOf(answer) };
        response["output"] = new JsonArray([.. Items(answer)]);
        response["usage"] = new JsonObject
        {
            ["input_tokens"] = answer.Usage.Prompt,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = answer.Usage.Cached },
            ["output_tokens"] = answer.Usage.Completion,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = answer.Usage.Reasoning },
            ["total_tokens"] = answer.Usage.Prompt + answer.Usage.Completion,
        };
        return response;
    }

    /// <inheritdoc/>
    public IEnumerable<ServerEvent> Events(Answer answer) => new ResponseEvents(Begun, Whole, Items).Of(answer);

    /// <inheritdoc/>
    public JsonObject Fault(int status, string message) => OpenAiFault.Of(status, message);

    private static IEnumerable<JsonObject> Items(Answer answer)
    {
        if (answer.Text.Length > 0 || answer.Calls.Count == 0)
        {
            yield return new JsonObject
            {
                ["id"] = $"msg_{answer.Ordinal:D6}",
                ["type"] = "message",
                ["status"] = "completed",
                ["role"] = "assistant",
                ["content"] = new JsonArray(new JsonObject { ["type"] = "output_text", ["text"] = answer.Text, ["annotations"] = new JsonArray() }),
            };
        }

        foreach (AnswerCall call in answer.Calls)
        {
            yield return new JsonObject
            {
                ["id"] = "fc_" + call.Id,
                ["type"] = "function_call",
                ["status"] = "completed",
                ["call_id"] = call.Id,
                ["name"] = call.Name,
                ["arguments"] = call.Arguments.ToJsonString(),
            };
        }
    }

    private JsonObject Begun(Answer answer) => new()
    {
        ["id"] = IdOf(answer),
        ["object"] = "response",
        ["created_at"] = answer.CreatedSeconds,
        ["status"] = "in_progress",
        ["error"] = null,
        ["incomplete_details"] = null,
        ["instructions"] = null,
        ["metadata"] = new JsonObject(),
        ["model"] = answer.Request.Model,
        ["output"] = new JsonArray(),
        ["parallel_tool_calls"] = true,
        ["temperature"] = 1,
        ["tool_choice"] = "auto",
        ["tools"] = new JsonArray(),
        ["top_p"] = 1,
        ["usage"] = null,
    };
}
