namespace Tracing.Adapters.Proxy.Recording;

/// <summary>The results of tools that a request holds: all of the conversation so far, for each request repeats the earlier ones.</summary>
public sealed class ToolResults
{
    private readonly List<ToolResult> all = [];
    private readonly List<int> hashes = [];
    private HashCode rolling;

    /// <summary>The results in the request's order.</summary>
    public IReadOnlyList<ToolResult> All => all;

    /// <summary>How many of <see cref="All"/> stand before the last answer of the model: those were sent before.</summary>
    public int Old { get; private set; }

    /// <summary>The whole conversation of the request; of no items where the protocol does not need it.</summary>
    public ConversationMark Conversation => hashes.Count == 0 ? default : new ConversationMark(hashes.Count, hashes[^1]);

    /// <summary>Adds a result.</summary>
    public void Add(ToolResult result) => all.Add(result);

    /// <summary>An answer of the model stands behind what was added so far.</summary>
    public void Answered() => Old = all.Count;

    /// <summary>An item of the conversation has been read.</summary>
    /// <param name="item">Its bytes.</param>
    public void Pass(ReadOnlySpan<byte> item)
    {
        rolling.AddBytes(item);
        HashCode soFar = rolling;
        hashes.Add(soFar.ToHashCode());
    }

    /// <summary>Whether the request carries on a conversation.</summary>
    /// <param name="earlier">As it was when an answer came; of no items for one that is not known.</param>
    public bool Continues(ConversationMark earlier) => earlier.Items > 0 && earlier.Items < hashes.Count && hashes[earlier.Items - 1] == earlier.Hash;
}
