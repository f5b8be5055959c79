namespace Tracing.ScriptedModel.Scripts;

/// <summary>Keeps the place in a script. Safe for concurrent requests.</summary>
public sealed class ScriptPlayer(Script script)
{
    private readonly Lock gate = new();
    private int next;
    private int faults;
    private int cues;

    /// <summary>Decides what a request gets, and moves on.</summary>
    /// <param name="offersTools">Whether the request declares tools.</param>
    public Cue Next(bool offersTools)
    {
        lock (gate)
        {
            int ordinal = ++cues;
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
}
