using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>A scripted model with text, a tool call and every kind of token.</summary>
internal static class SampleScript
{
    /// <summary>Starts a model whose clock stands still: two of them say the same bytes.</summary>
    /// <param name="refusals">How often it answers 503 first.</param>
    public static Task<ScriptedModelServer> StartAsync(int refusals = 0) =>
        ScriptedModelServer.StartAsync(Script(refusals), "127.0.0.1:0", logPath: null, new StandingClock(), TestContext.Current.CancellationToken);

    private static Script Script(int refusals) => new()
    {
        Turns =
        [
            new ScriptTurn
            {
                Text = "I look at it: Grüße 🙂 and a text that is long enough to be cut in pieces.",
                Calls = [new ScriptCall { Shell = "cat 'a b.py' && echo \"ü\"" }],
                Usage = new ScriptUsage { Prompt = 1000, Cached = 600, CacheCreation = 100, Completion = 50, Reasoning = 20 },
                Error = refusals == 0 ? null : new ScriptError { Times = refusals },
            },
            new ScriptTurn { Text = "Cut off", Finish = "length", Usage = new ScriptUsage { Prompt = 2000, Completion = 5 } },
        ],
    };

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56);
    }
}
