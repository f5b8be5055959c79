using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Browser.Tests.Stage;

/// <summary>What another model says to the same task: it looks too, mends it otherwise, and leaves a note.</summary>
internal static class OtherWay
{
    /// <summary>Its turns.</summary>
    public static Script Script { get; } = new()
    {
        Turns =
        [
            new ScriptTurn { Text = "I look.", Calls = [new ScriptCall { Shell = "cat calc.py" }], Usage = new ScriptUsage { Prompt = 1200, Completion = 60 } },
            new ScriptTurn { Calls = [new ScriptCall { Shell = "grep -n return calc.py" }], Usage = new ScriptUsage { Prompt = 1500, Completion = 30 } },
            new ScriptTurn { Calls = [new ScriptCall { Shell = "printf 'def add(a, b):\n    return b + a\n' > calc.py; echo mended > NOTES.md" }], Usage = new ScriptUsage { Prompt = 1900, Cached = 1400, Completion = 90 } },
            new ScriptTurn { Calls = [new ScriptCall { Shell = "false" }], Usage = new ScriptUsage { Prompt = 2300, Cached = 1800, Completion = 20 } },
            new ScriptTurn { Text = "I mended it.", Usage = new ScriptUsage { Prompt = 2500, Cached = 2200, Completion = 20 } },
        ],
    };
}
