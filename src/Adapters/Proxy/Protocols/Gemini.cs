using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// Gemini (<c>POST …/models/MODEL:generateContent</c> and <c>:streamGenerateContent</c>). Candidates' tokens leave out thoughts, the prompt's those of
/// tools; the usage of a stream grows from item to item.
/// </summary>
internal sealed class Gemini : IModelProtocol
{
    private const string ModelsSegment = "/models/";

    public string Name => "gemini";

    public bool TellsUsageWhenAsked => false;

    public bool StreamsItems(string path) => path.EndsWith(":streamGenerateContent", StringComparison.Ordinal);

    public bool Recognises(string path) =>
        path.EndsWith(":generateContent", StringComparison.Ordinal) || path.EndsWith(":streamGenerateContent", StringComparison.Ordinal);

    public string? ModelOf(string path)
    {
        int start = path.LastIndexOf(ModelsSegment, StringComparison.Ordinal);
        int colon = path.LastIndexOf(':');
        return start >= 0 && colon > start + ModelsSegment.Length ? Uri.UnescapeDataString(path[(start + ModelsSegment.Length)..colon]) : null;
    }

    public bool TryReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results) => GeminiResults.TryRead(ref reader, body, results);

    public ToolOutcome OutcomeOf(ReadOnlySpan<byte> content) => GeminiResults.OutcomeOf(content);

    public void ReadEvent(JsonElement data, ModelCallFacts facts)
    {
        if (UpstreamError.TryRead(data, facts))
        {
            return;
        }

        // Code Assist wraps each answer.
        JsonElement answer = data.Member("response") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : data;
        facts.ResponseId = answer.Text("responseId") ?? facts.ResponseId;
        facts.ResponseModel = answer.Text("modelVersion") ?? facts.ResponseModel;
        foreach (JsonElement candidate in answer.Items("candidates"))
        {
            foreach (JsonElement part in candidate.Member("content").Items("parts"))
            {
                facts.HasOutput |= IsOutput(part);
                facts.Say(part.Member("thought").ValueKind == JsonValueKind.True ? default : part, "text");
                JsonElement call = part.Member("functionCall");
                facts.Tools.Whole(call.Text("id"), call.Text("name"), () => call.Member("args") is { ValueKind: not JsonValueKind.Undefined } args ? args.GetRawText() : null);
            }

            facts.FinishReason ??= candidate.Text("finishReason");
        }

        facts.FinishReason ??= answer.Member("promptFeedback").Text("blockReason");
        ReadUsage(answer.Member("usageMetadata"), facts);
        facts.IsComplete |= facts.FinishReason is not null;
    }

    public void ReadWhole(JsonElement body, ModelCallFacts facts)
    {
        ReadEvent(body, facts);
        facts.IsComplete |= facts.ErrorType is null;
    }

    private static bool IsOutput(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.EnumerateObject().Any(member => part.Holds(member.Name));

    private static void ReadUsage(JsonElement usage, ModelCallFacts facts)
    {
        if (usage.Count("promptTokenCount") is { } prompt)
        {
            facts.WholePromptTokens = prompt + (usage.Count("toolUsePromptTokenCount") ?? 0);
        }

        facts.CacheReadTokens = usage.Count("cachedContentTokenCount") ?? facts.CacheReadTokens;
        facts.ReasoningTokens = usage.Count("thoughtsTokenCount") ?? facts.ReasoningTokens;
        if (usage.Count("candidatesTokenCount") is { } candidates)
        {
            facts.CompletionTokens = candidates + (facts.ReasoningTokens ?? 0);
        }
    }
}
