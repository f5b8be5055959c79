using System.Text;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>What the bytes of one call told so far. Null: not recorded. Filled by the protocol's reader while the bytes pass.</summary>
public sealed class ModelCallFacts
{
    /// <summary>The model asked for.</summary>
    public string? RequestModel { get; set; }

    /// <summary>The model that answered.</summary>
    public string? ResponseModel { get; set; }

    /// <summary>The response's id.</summary>
    public string? ResponseId { get; set; }

    /// <summary>Why generation ended, in the protocol's own word.</summary>
    public string? FinishReason { get; set; }

    /// <summary>Prompt tokens where the protocol counts the cached ones among them.</summary>
    public long? WholePromptTokens { get; set; }

    /// <summary>Prompt tokens beside those of a cache, where the protocol counts them apart.</summary>
    public long? UncachedPromptTokens { get; set; }

    /// <summary>Prompt tokens read from a cache.</summary>
    public long? CacheReadTokens { get; set; }

    /// <summary>Prompt tokens written to a cache.</summary>
    public long? CacheCreationTokens { get; set; }

    /// <summary>Completion tokens, reasoning included.</summary>
    public long? CompletionTokens { get; set; }

    /// <summary>Completion tokens spent on reasoning.</summary>
    public long? ReasoningTokens { get; set; }

    /// <summary>Type of the error that the upstream told, in its own word.</summary>
    public string? ErrorType { get; set; }

    /// <summary>The tools that it asked for.</summary>
    public ToolAsks Tools { get; } = new();

    /// <summary>Characters of the answer's text that are kept; 0 keeps none.</summary>
    public int MaxText { get; set; }

    /// <summary>The text of the answer so far, up to that.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Whether a part of the model's output has been seen.</summary>
    public bool HasOutput { get; set; }

    /// <summary>Whether the answer has told that it is whole.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether a part of the answer could not be read: it was longer than the bound, or no JSON.</summary>
    public bool HasUnread { get; set; }

    /// <summary>The answer says something.</summary>
    public void Say(string? piece) => Text.Append(piece.AsSpan(0, Math.Clamp(MaxText - Text.Length, 0, piece?.Length ?? 0)));

    /// <summary>All prompt tokens, those of a cache included.</summary>
    public long? PromptTokens => WholePromptTokens ?? (UncachedPromptTokens + (CacheReadTokens ?? 0) + (CacheCreationTokens ?? 0));
}
