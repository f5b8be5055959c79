namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>What a scripted model will say: one turn for each request of the agent's main conversation, in order.</summary>
public sealed record Script
{
    /// <summary>The turns. A request beyond the last is answered with <see cref="Closing"/>.</summary>
    public required IReadOnlyList<ScriptTurn> Turns { get; init; }

    /// <summary>Model names for listings; a request may name any other.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["scripted-model"];

    /// <summary>The text for requests that come after the last turn.</summary>
    public string Closing { get; init; } = "Done.";

    /// <summary>The text for requests beside the conversation: titles, summaries, topics.</summary>
    public string Side { get; init; } = "Mend a small program";

    /// <summary>True when a turn calls a tool: then a request that offers none stands beside the conversation.</summary>
    internal bool CallsTools => Turns.Any(turn => turn.Calls.Count > 0);
}
