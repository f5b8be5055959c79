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

    public bool TryReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results)
    {
        if (!reader.ValueTextEquals("messages"u8))
        {
            return false;
        }

        reader.Read();
        JsonWalk.Items(ref reader, results, static (ref Utf8JsonReader item, ToolResults into) =>
        {
            ResultDraft message = ResultDraft.Read(ref item, ReadMember);
            if (message is { Kind: "tool", Id: not null })
            {
                into.Add(message.Result);
            }
        });
        return true;
    }

    public ToolOutcome OutcomeOf(ReadOnlySpan<byte> content) => default;

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
            facts.Say(delta, "content");
            facts.Say(choice.Member("message"), "content");
            ReadTools(choice, facts.Tools);
        }

        ReadUsage(data.Member("usage"), facts);
    }

    private static void ReadMember(ref Utf8JsonReader reader, ResultDraft message)
    {
        if (reader.ValueTextEquals("role"u8))
        {
            message.Kind = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("tool_call_id"u8))
        {
            message.Id = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("content"u8))
        {
            message.Content = JsonWalk.Place(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadTools(JsonElement choice, ToolAsks tools)
    {
        foreach (JsonElement call in choice.Member("message").Items("tool_calls"))
        {
            JsonElement order = Order(call);
            tools.Whole(call.Text("id"), order.Text("name"), () => Arguments(order));
        }

        long first = (choice.Count("index") ?? 0) << 32;
        foreach ((int position, JsonElement call) in choice.Member("delta").Items("tool_calls").Index())
        {
            // Some servers number every call 0, each with an id of its own.
            long slot = first + Math.Min(call.Count("index") ?? position, uint.MaxValue);
            string? id = call.Text("id");
            if (id is not null && tools.IdAt(slot) is { } known && known != id)
            {
                tools.End(slot);
            }

            JsonElement order = Order(call);
            tools.Begin(slot, id, order.Text("name"));
            tools.Add(slot, tools.MaxArguments > 0 ? Arguments(order) : "");
        }

        if (choice.Text("finish_reason") is not null)
        {
            tools.EndAll(first, first + uint.MaxValue);
        }
    }

    // A custom tool takes text.
    private static JsonElement Order(JsonElement call) => call.Member("custom") is { ValueKind: JsonValueKind.Object } custom ? custom : call.Member("function");

    private static string? Arguments(JsonElement order) => order.Text("arguments") ?? order.Text("input");

    private static void ReadUsage(JsonElement usage, ModelCallFacts facts)
    {
        facts.WholePromptTokens = usage.Count("prompt_tokens") ?? facts.WholePromptTokens;
        facts.CompletionTokens = usage.Count("completion_tokens") ?? facts.CompletionTokens;
        facts.CacheReadTokens = usage.Member("prompt_tokens_details").Count("cached_tokens") ?? usage.Count("prompt_cache_hit_tokens") ?? facts.CacheReadTokens;
        facts.ReasoningTokens = usage.Member("completion_tokens_details").Count("reasoning_tokens") ?? facts.ReasoningTokens;
    }
}
