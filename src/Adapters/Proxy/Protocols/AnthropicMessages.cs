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
                break;
            case "content_block_delta":
                facts.HasOutput = true;
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
            ReadOutput(body.Member("usage"), facts);
            facts.IsComplete = true;
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
