using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>A small task, a plain agent that speaks chat completions as LiteLLM does (no streaming, tools by name, no telemetry), and what the model says to it.</summary>
internal static class PlainTask
{
    // The agent lies in the task's folder: a sandbox shows nothing else of the tests.
    private const string Agent = """
        import json, subprocess, sys, urllib.request
        base, model, prompt = sys.argv[1:4]
        tools = [{"type": "function", "function": {"name": "bash", "parameters": {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}}}]
        messages = [{"role": "user", "content": prompt}]
        print("\x1b[1mplain agent\x1b[0m", sys.stdout.isatty(), flush=True)
        while True:
            body = json.dumps({"model": model, "messages": messages, "tools": tools}).encode()
            request = urllib.request.Request(base + "/chat/completions", body, {"Content-Type": "application/json", "Authorization": "Bearer the-key-of-the-tests"})
            message = json.load(urllib.request.urlopen(request))["choices"][0]["message"]
            messages.append(message)
            if message.get("content"):
                print(message["content"], flush=True)
            if not message.get("tool_calls"):
                break
            for call in message["tool_calls"]:
                command = json.loads(call["function"]["arguments"])["command"]
                print("$", command, flush=True)
                done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": done.stdout + done.stderr})
        """;

    /// <summary>What the model says: look, mend, done.</summary>
    public static Script Script { get; } = new()
    {
        Turns =
        [
            new ScriptTurn { Text = "I look.", Calls = [new ScriptCall { Shell = "cat calc.py" }], Usage = new ScriptUsage { Prompt = 1200, Completion = 40 } },
            new ScriptTurn { Calls = [new ScriptCall { Shell = "sed -i 's/a - b/a + b/' calc.py" }], Usage = new ScriptUsage { Prompt = 1600, Cached = 1300, Completion = 50 } },
            new ScriptTurn { Text = "It adds now.", Usage = new ScriptUsage { Prompt = 2000, Cached = 1700, Completion = 20 } },
        ],
    };

    /// <summary>One answer that never comes.</summary>
    public static Script Held { get; } = new() { Turns = [new ScriptTurn { Hold = true }] };

    /// <summary>The agent's command line, behind <c>--</c>.</summary>
    public static string[] Command { get; } = ["python3", "agent.py", "{openai}", "{model}", "{prompt}"];

    /// <summary>Writes the task.</summary>
    /// <returns>Its folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        string task = folder["task"];
        Directory.CreateDirectory(Path.Join(task, "work"));
        File.WriteAllText(Path.Join(task, "task.toml"), """
            id = "mutations/add"
            prompt = "calc.py subtracts where it should add."
            verify = "python3 -B -c 'from calc import add; assert add(2, 3) == 5'"
            expected_changes = ["calc.py"]
            protected = ["agent.py"]
            """);
        File.WriteAllText(Path.Join(task, "work/calc.py"), "def add(a, b):\n    return a - b\n");
        File.WriteAllText(Path.Join(task, "work/agent.py"), Agent);
        return task;
    }
}
