namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>Scripts for many conversations, also at the same time: each request is led to its own by what it holds.</summary>
public sealed record ScriptBook
{
    /// <summary>The parts; a conversation belongs to the first that fits its first request.</summary>
    public required IReadOnlyList<ScriptPart> Parts { get; init; }

    /// <summary>Model names for listings; a request may name any other.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["scripted-model"];

    /// <summary>The text for requests beside a conversation: titles, summaries, topics.</summary>
    public string Side { get; init; } = "Mend a small program";
}

/// <summary>What is said to conversations of one kind.</summary>
public sealed record ScriptPart
{
    /// <summary>Texts that stand in the first request of such a conversation, as JSON has them on the wire: all of them.</summary>
    public required IReadOnlyList<string> When { get; init; }

    /// <summary>The first conversation gets the first, the next the second, and after the last it begins again.</summary>
    public required IReadOnlyList<Script> Scripts { get; init; }
}
