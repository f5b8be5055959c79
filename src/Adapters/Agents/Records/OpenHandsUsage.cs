using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>An entry of OpenHands' <c>token_usages</c>, alike in both of its generations.</summary>
internal static class OpenHandsUsage
{
    /// <summary>Reads one.</summary>
    /// <param name="use">The entry.</param>
    /// <param name="at">When the answer came.</param>
    public static AnswerUsage Of(JsonElement use, DateTimeOffset at) => new(at)
    {
        Model = use.Text("model"),
        ResponseId = use.Text("response_id"),
        PromptTokens = use.Integer("prompt_tokens"),
        CachedTokens = use.Integer("cache_read_tokens"),
        CompletionTokens = use.Integer("completion_tokens"),
    };
}
