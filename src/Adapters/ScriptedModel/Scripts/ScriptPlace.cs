namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>A place in one script. Not safe for concurrent use.</summary>
/// <param name="script">The script.</param>
internal sealed class ScriptPlace(Script script)
{
    private int next;
    private int faults;

    /// <summary>Decides what a request gets, and moves on.</summary>
    /// <param name="offersTools">Whether the request declares tools.</param>
    /// <param name="ordinal">Number of the cue.</param>
    public Cue Next(bool offersTools, int ordinal)
    {
        if (script.CallsTools && !offersTools)
        {
            return new Cue(CallKind.Side, ordinal, new ScriptTurn { Text = script.Side });
        }

        if (next == script.Turns.Count)
        {
            return new Cue(CallKind.Beyond, ordinal, new ScriptTurn { Text = script.Closing });
        }

        ScriptTurn turn = script.Turns[next];
        var cue = new Cue(CallKind.Main, ordinal, turn) { TurnIndex = next, Attempt = faults + 1 };
        if (turn.Error is { } error && faults < error.Times)
        {
            faults++;
            return cue with { Error = error };
        }

        next++;
        faults = 0;
        return cue;
    }
}
