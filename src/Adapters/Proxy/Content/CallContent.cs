using System.Text.Json.Nodes;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>What is kept of one call's contents, where contents are kept at all.</summary>
/// <param name="maxBytes">The most that is kept of each side, bytes.</param>
/// <param name="redaction">Takes keys out.</param>
internal sealed class CallContent(int maxBytes, ContentRedaction redaction)
{
    // A key that the bound cuts in two is not known by its shape: so much behind the bound is gathered, and never told.
    private const int Beyond = 8 << 10;

    /// <summary>Characters that are gathered of a text that comes in pieces.</summary>
    public int Gathered => maxBytes + Beyond;

    /// <summary>The messages of a request.</summary>
    public KeptContent? Request(ReadOnlyMemory<byte> body)
    {
        var budget = new ContentBudget(maxBytes);
        return new RequestMessages(redaction, budget).Of(body) is { } messages ? new KeptContent(messages, budget.IsCut) : null;
    }

    /// <summary>The message of an answer.</summary>
    public KeptContent? Answer(ModelCallFacts facts)
    {
        var budget = new ContentBudget(maxBytes);
        var parts = new JsonArray();
        if (facts.Text.Length > 0)
        {
            parts.Add((JsonNode)ContentJson.TextPart(Kept(facts.Text.ToString(), budget, redaction.Text)));
        }

        foreach (AskedTool tool in facts.Tools.All)
        {
            parts.Add((JsonNode)ContentJson.CallPart(tool.Id, tool.Name, tool.Arguments is { } arguments ? Kept(arguments, budget, redaction.Json) : null));
        }

        return parts.Count == 0
            ? null
            : new KeptContent(ContentJson.Text(new JsonArray(new JsonObject { ["role"] = "assistant", ["parts"] = parts, ["finish_reason"] = facts.FinishReason })), budget.IsCut);
    }

    /// <summary>The arguments or the result of a tool.</summary>
    public string Tool(string json) => Kept(json, new ContentBudget(maxBytes), redaction.Json);

    private string Kept(string text, ContentBudget budget, Func<string, string> redact)
    {
        string clean = redact(text);
        if (text.Length < Gathered)
        {
            return budget.Take(clean);
        }

        string kept = budget.Take(clean[..Math.Max(0, clean.Length - Beyond)]);
        budget.Cut();
        return kept;
    }
}
