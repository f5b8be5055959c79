namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>What one request gets.</summary>
/// <param name="Kind">Its place in the conversation.</param>
/// <param name="Ordinal">1 for the first request of the server's life: ids are made of it.</param>
/// <param name="Turn">The turn to play.</param>
public sealed record Cue(CallKind Kind, int Ordinal, ScriptTurn Turn)
{
    /// <summary>The turn's place in the script, from 0; null beside the conversation.</summary>
    public int? TurnIndex { get; init; }

    /// <summary>1 for the first request that asks for this turn.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The fault to answer instead, or null.</summary>
    public ScriptError? Error { get; init; }
}
