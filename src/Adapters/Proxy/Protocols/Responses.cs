using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// OpenAI's responses (<c>POST …/responses</c>). A stream ends with one event that holds the whole response: completed, incomplete or failed.
/// </summary>
internal sealed class Responses : IModelProtocol
{
    private const string CallSuffix = "_call";

    public string Name => "openai.responses";

    public bool TellsUsageWhenAsked => false;

    public bool StreamsItems(string path) => false;

    public bool Recognises(string path) => path.EndsWith("/responses", StringComparison.Ordinal);

    public string? ModelOf(string path) => null;

    public bool TryReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results) => ResponsesResults.TryRead(ref reader, results);

    public ToolOutcome OutcomeOf(ReadOnlySpan<byte> content) => CommandOutcome.Of(content);

    public void ReadEvent(JsonElement data, ModelCallFacts facts)
    {
        switch (data.Text("type"))
        {
            case "response.created" or "response.queued" or "response.in_progress":
                ReadIdentity(data.Member("response"), facts);
                break;
            case "response.completed" or "response.incomplete" or "response.failed":
                ReadResponse(data.Member("response"), facts);
                facts.IsComplete = true;
                break;
            case "error":
                facts.ErrorType = data.Text("code") ?? UpstreamError.NameOf(data.Member("error")) ?? "error";
                break;
            case "response.output_item.done":
                ReadItem(data.Member("item"), facts.Tools);
                break;
            case { } type when type.EndsWith(".delta", StringComparison.Ordinal):
                facts.HasOutput = true;
                facts.Say(type == "response.output_text.delta" ? data : default, "delta");
                break;
            default:
                UpstreamError.TryRead(data, facts);
                break;
        }
    }

    public void ReadWhole(JsonElement body, ModelCallFacts facts)
    {
        if (body.Text("object") == "response" || !UpstreamError.TryRead(body, facts))
        {
            ReadResponse(body, facts);
            foreach (JsonElement part in body.Items("output").SelectMany(item => item.Items("content")))
            {
                facts.Say(part, "text");
            }

            facts.IsComplete = true;
        }
    }

    // What the vendor's own tools do (web_search_call …) has no call id: the agent has no part in it.
    private static void ReadItem(JsonElement item, ToolAsks tools)
    {
        if (item.Text("type") is { } type && type.EndsWith(CallSuffix, StringComparison.Ordinal) && item.Text("call_id") is { } id)
        {
            tools.Whole(id, item.Text("name") ?? type[..^CallSuffix.Length], () => item.Text("arguments") ?? item.Text("input") ?? Action(item));
        }
    }

    private static string? Action(JsonElement item) => item.Member("action") is { ValueKind: JsonValueKind.Object } action ? action.GetRawText() : null;

    private static void ReadIdentity(JsonElement response, ModelCallFacts facts)
    {
        facts.ResponseId = response.Text("id") ?? facts.ResponseId;
        facts.ResponseModel = response.Text("model") ?? facts.ResponseModel;
    }

    private static void ReadResponse(JsonElement response, ModelCallFacts facts)
    {
        ReadIdentity(response, facts);
        foreach (JsonElement item in response.Items("output"))
        {
            ReadItem(item, facts.Tools);
        }

        facts.FinishReason = response.Text("status") switch
        {
            "incomplete" => response.Member("incomplete_details").Text("reason") ?? "incomplete",
            "queued" or "in_progress" => null,
            var status => status,
        };
        if (facts.FinishReason == "failed")
        {
            facts.ErrorType = response.Member("error").Text("code") ?? "failed";
        }

        JsonElement usage = response.Member("usage");
        facts.WholePromptTokens = usage.Count("input_tokens");
        facts.CompletionTokens = usage.Count("output_tokens");
        facts.CacheReadTokens = usage.Member("input_tokens_details").Count("cached_tokens");
        facts.ReasoningTokens = usage.Member("output_tokens_details").Count("reasoning_tokens");
    }
}
