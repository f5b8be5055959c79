using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// Anthropic's messages (<c>POST …/messages</c>). Input tokens leave out what a cache gave or took; reasoning is not told apart from other output.
/// </summary>
internal sealed class AnthropicMessages : IModelProtocol
{
    public string Name => "anthropic.messages";

    public bool TellsUsageWhenAsked => false;

    public bool StreamsItems(string path) => false;

    // OpenAI's threads have messages too; adding one asks no model.
    public bool Recognises(string path) =>
        path.EndsWith("/messages", StringComparison.Ordinal) && !path.Contains("/threads/", StringComparison.Ordinal);

    public string? ModelOf(string path) => null;

    public bool TryReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results)
    {
        if (!reader.ValueTextEquals("messages"u8))
        {
            return false;
        }

        reader.Read();
        JsonWalk.Items(ref reader, results, static (ref Utf8JsonReader message, ToolResults into) => JsonWalk.Members(ref message, into, ReadMessageMember));
        return true;
    }

    public ToolOutcome OutcomeOf(ReadOnlySpan<byte> content) => default;

    public void ReadEvent(JsonElement data, ModelCallFacts facts)
    {
        switch (data.Text("type"))
        {
            case "message_start":
                // Its output tokens are a beginning, not a count: that comes with message_delta.
                ReadMessage(data.Member("message"), facts);
                break;
            case "content_block_start":
                facts.HasOutput |= data.Member("content_block").Text("type") is "tool_use" or "server_tool_use";
                BeginBlock(data, facts.Tools);
                break;
            case "content_block_delta":
                facts.HasOutput = true;
                facts.Say(data.Member("delta"), "text");
                facts.Tools.Add(data.Count("index") ?? 0, facts.Tools.MaxArguments > 0 ? data.Member("delta").Text("partial_json") : "");
                break;
            case "content_block_stop":
                facts.Tools.End(data.Count("index") ?? 0);
                break;
            case "message_delta":
                facts.FinishReason = data.Member("delta").Text("stop_reason") ?? facts.FinishReason;
                ReadPrompt(data.Member("usage"), facts);
                ReadOutput(data.Member("usage"), facts);
                break;
            case "message_stop":
                facts.IsComplete = true;
                break;
            default:
                UpstreamError.TryRead(data, facts);
                break;
        }
    }

    public void ReadWhole(JsonElement body, ModelCallFacts facts)
    {
        if (!UpstreamError.TryRead(body, facts))
        {
            ReadMessage(body, facts);
            foreach (JsonElement block in body.Items("content"))
            {
                facts.Say(block, "text");
            }

            foreach (JsonElement block in body.Items("content").Where(IsToolUse))
            {
                facts.Tools.Whole(block.Text("id"), block.Text("name"), () => block.Member("input") is { ValueKind: not JsonValueKind.Undefined } input ? input.GetRawText() : null);
            }

            ReadOutput(body.Member("usage"), facts);
            facts.IsComplete = true;
        }
    }

    private static void ReadMessageMember(ref Utf8JsonReader reader, ToolResults results)
    {
        if (!reader.ValueTextEquals("content"u8))
        {
            reader.Skip();
            return;
        }

        reader.Read();
        JsonWalk.Items(ref reader, results, static (ref Utf8JsonReader item, ToolResults into) =>
        {
            ResultDraft block = ResultDraft.Read(ref item, ReadBlockMember);
            if (block is { Kind: "tool_result", Id: not null })
            {
                into.Add(block.Result);
            }
        });
    }

    private static void ReadBlockMember(ref Utf8JsonReader reader, ResultDraft block)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            block.Kind = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("tool_use_id"u8))
        {
            block.Id = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("is_error"u8))
        {
            block.Failed = JsonWalk.Flag(ref reader);
        }
        else if (reader.ValueTextEquals("content"u8))
        {
            block.Content = JsonWalk.Place(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    // The vendor's own tools (server_tool_use, mcp_tool_use) are not used by the agent.
    private static bool IsToolUse(JsonElement block) => block.Text("type") == "tool_use";

    private static void BeginBlock(JsonElement data, ToolAsks tools)
    {
        JsonElement block = data.Member("content_block");
        if (IsToolUse(block))
        {
            tools.Begin(data.Count("index") ?? 0, block.Text("id"), block.Text("name"));
        }
    }

    private static void ReadMessage(JsonElement message, ModelCallFacts facts)
    {
        facts.ResponseId = message.Text("id") ?? facts.ResponseId;
        facts.ResponseModel = message.Text("model") ?? facts.ResponseModel;
        facts.FinishReason = message.Text("stop_reason") ?? facts.FinishReason;
        ReadPrompt(message.Member("usage"), facts);
    }

    private static void ReadPrompt(JsonElement usage, ModelCallFacts facts)
    {
        facts.UncachedPromptTokens = usage.Count("input_tokens") ?? facts.UncachedPromptTokens;
        facts.CacheReadTokens = usage.Count("cache_read_input_tokens") ?? facts.CacheReadTokens;
        facts.CacheCreationTokens = usage.Count("cache_creation_input_tokens") ?? facts.CacheCreationTokens;
    }

    private static void ReadOutput(JsonElement usage, ModelCallFacts facts) =>
        facts.CompletionTokens = usage.Count("output_tokens") ?? facts.CompletionTokens;
}
