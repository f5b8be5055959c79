namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>Token counts as the log of truth holds them; each protocol reports them in its own division.</summary>
public sealed record ScriptUsage
{
    /// <summary>All tokens of the prompt, those read from and written to a cache included.</summary>
    public long Prompt { get; init; }

    /// <summary>Of the prompt: read from a cache.</summary>
    public long Cached { get; init; }

    /// <summary>Of the prompt: written to a cache. Only Anthropic's protocol reports it.</summary>
    public long CacheCreation { get; init; }

    /// <summary>All tokens of the answer, reasoning included.</summary>
    public long Completion { get; init; }

    /// <summary>Of the answer: reasoning. Anthropic's protocol has no field for it.</summary>
    public long Reasoning { get; init; }
}
