using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// OpenAI's chat completions (<c>POST …/chat/completions</c>), spoken by many servers. Prompt tokens count the cached ones, completion tokens the reasoning.
/// </summary>
internal sealed class ChatCompletions : IModelProtocol
{
    // Text, and what servers call their model's thoughts.
    private static readonly string[] OutputMembers = ["content", "reasoning_content", "reasoning", "refusal", "tool_calls", "function_call", "audio"];

    public string Name => "openai.chat";

    public bool TellsUsageWhenAsked => true;

    public bool StreamsItems(string path) => false;

    public bool Recognises(string path) => path.EndsWith("/chat/completions", StringComparison.Ordinal);

    public string? ModelOf(string path) => null;

    public void ReadEvent(JsonElement data, ModelCallFacts facts)
    {
        if (UpstreamError.TryRead(data, facts))
        {
            return;
        }

        Read(data, facts);
        if (facts.FinishReason is not null)
        {
            facts.IsComplete = true;
        }
    }

    public void ReadWhole(JsonElement body, ModelCallFacts facts)
    {
        if (!UpstreamError.TryRead(body, facts))
        {
            Read(body, facts);
            facts.IsComplete = true;
        }
    }

    private static void Read(JsonElement data, ModelCallFacts facts)
    {
        facts.ResponseId ??= data.Text("id");
        facts.ResponseModel ??= data.Text("model");
        foreach (JsonElement choice in data.Items("choices"))
        {
            JsonElement delta = choice.Member("delta");
            facts.HasOutput |= Array.Exists(OutputMembers, member => delta.Holds(member));
            facts.FinishReason ??= choice.Text("finish_reason");
        }

        ReadUsage(data.Member("usage"), facts);
    }

    private static void ReadUsage(JsonElement usage, ModelCallFacts facts)
    {
        facts.WholePromptTokens = usage.Count("prompt_tokens") ?? facts.WholePromptTokens;
        facts.CompletionTokens = usage.Count("completion_tokens") ?? facts.CompletionTokens;
        facts.CacheReadTokens = usage.Member("prompt_tokens_details").Count("cached_tokens") ?? usage.Count("prompt_cache_hit_tokens") ?? facts.CacheReadTokens;
        facts.ReasoningTokens = usage.Member("completion_tokens_details").Count("reasoning_tokens") ?? facts.ReasoningTokens;
    }
}
