using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>The task: a function that subtracts where it should add, its failing test, and the script of the model that mends it.</summary>
internal static class BrokenProgram
{
    /// <summary>What the agent is told.</summary>
    public const string Prompt = "The test of calc.py fails. Find out why, mend calc.py and run the test again.";

    /// <summary>Requests that the script answers with a turn.</summary>
    public static int Turns => Script.Turns.Count;

    /// <summary>
    /// Inspect, see the test fail, mend, see it pass, say so. The second request is refused once. Some answers are slow, so that latencies can be told apart.
    /// It mends by way of another file: Qwen Code takes sed -i for an edit, and wants the file read by its own tool first.
    /// Without -B a quick agent would run the stale byte code: Python tells sources apart by whole seconds and size, and the mended one has the same size.
    /// </summary>
    public static Script Script { get; } = ScriptFile.Parse("""
        {
          "turns": [
            {
              "text": "I look at the program and at its test.",
              "calls": [{ "shell": "cat calc.py test_calc.py" }],
              "usage": { "prompt": 1200, "completion": 40, "reasoning": 8 },
              "firstByteMs": 600
            },
            {
              "text": "I run the test as it is.",
              "calls": [{ "shell": "python3 -B test_calc.py" }],
              "usage": { "prompt": 1400, "cached": 1100, "completion": 30 },
              "error": { "status": 503 }
            },
            {
              "text": "It subtracts. I mend that.",
              "calls": [{ "shell": "sed 's/a - b/a + b/' calc.py > mended && mv mended calc.py" }],
              "usage": { "prompt": 1600, "cached": 1300, "completion": 50, "reasoning": 16 },
              "firstByteMs": 300
            },
            {
              "calls": [{ "shell": "python3 -B test_calc.py" }],
              "usage": { "prompt": 1800, "cached": 1500, "completion": 30 },
              "firstByteMs": 900
            },
            {
              "text": "The function adds now, and its test passes.",
              "usage": { "prompt": 2000, "cached": 1700, "completion": 20 }
            }
          ]
        }
        """);

    /// <summary>The same, but it is the very first request that is refused.</summary>
    public static Script RefusedAtFirst { get; } = Script with
    {
        Turns = [.. Script.Turns.Select((turn, index) => turn with { Error = index == 0 ? new ScriptError() : null })],
    };

    /// <summary>The same without a fault, until the third answer, which never comes.</summary>
    public static Script HeldBack { get; } = Script with
    {
        Turns = [.. Script.Turns.Take(2).Select(turn => turn with { Error = null }), new ScriptTurn { Hold = true }],
    };

    /// <summary>Writes the broken program.</summary>
    public static async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "calc.py"), "def add(a, b):\n    return a - b\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "test_calc.py"), "from calc import add\n\nassert add(2, 3) == 5, add(2, 3)\nprint('passed')\n", cancellation);
    }

    /// <summary>Runs a check of its own, not the test the agent could have changed.</summary>
    /// <returns>True when the program adds.</returns>
    public static async Task<bool> IsMendedAsync(string folder, CancellationToken cancellation)
    {
        await using ChildProcess check = ChildProcess.Start("python3", ["-B", "-c", "from calc import add; assert add(2, 3) == 5 and add(-4, 1) == -3"], folder);
        return await check.WaitForExitAsync(cancellation) == 0;
    }

    /// <summary>Writes it as a task of <c>tracing run</c>.</summary>
    /// <param name="task">The task's folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The folder.</returns>
    public static async Task<string> WriteTaskAsync(string task, CancellationToken cancellation)
    {
        await WriteAsync(Path.Join(task, "work"), cancellation);
        await File.WriteAllTextAsync(
            Path.Join(task, "task.toml"),
            $"""
            id = "repair/calc"
            prompt = "{Prompt}"
            verify = "python3 -B test_calc.py"
            expected_changes = ["calc.py"]
            protected = ["test_calc.py"]
            """,
            cancellation);
        return task;
    }
}
