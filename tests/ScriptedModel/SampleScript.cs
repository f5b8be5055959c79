using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.ScriptedModel.Tests;

/// <summary>One turn with text and two calls after one refusal, then a closing text.</summary>
internal static class SampleScript
{
    public const string Text = "I look at it: Grüße 🙂 and a text that is long enough to be cut in pieces.";
    public const string Command = "cat 'a b.py' && echo \"ü\"";

    public static Script Refused { get; } = Parse("""{ "status": 503, "message": "later", "retryAfterSeconds": 1 }""");

    public static Script Willing { get; } = Parse("null");

    private static Script Parse(string error) => ScriptFile.Parse($$"""
        {
          "turns": [
            {
              "text": "{{Text}}",
              "calls": [{ "shell": "cat 'a b.py' && echo \"ü\"" }, { "names": ["not_offered", "bash"], "arguments": { "command": "true" } }],
              "usage": { "prompt": 1000, "cached": 600, "cacheCreation": 100, "completion": 50, "reasoning": 20 },
              "error": {{error}}
            },
            { "text": "Cut off", "finish": "length", "usage": { "prompt": 2000, "completion": 5 } }
          ]
        }
        """);
}
