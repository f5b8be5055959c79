using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>The path of agents whose client is LiteLLM (aider, OpenHands, mini-swe-agent), which cannot be had here: a client that behaves as it does.</summary>
[Trait("weight", "heavy")]
public sealed class LiteLlmRunTests(UpFixture up) : IClassFixture<UpFixture>, IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 10) { nodes { runs { state
          modelCalls { requestHash attempt statusCode errorType promptTokens cachedTokens completionTokens finishReason source }
          toolCalls { name callId success source } scores { axis value } } } } }
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_try_is_told_with_what_became_of_it_and_tokens_are_those_of_the_answers()
    {
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(LiteLlmTask.Script, "127.0.0.1:0", logPath: null, TimeProvider.System, Cancellation);
        await using ChildProcess run = TracingProcess.Run(
        [
            "run", "--agent", "command", "--model", "scripted-model", "--task", LiteLlmTask.Write(folder), "--sweep", "litellm", "--endpoint", model.Address.ToString(),
            "--collector", up.Http.ToString(), "--data", folder["data"], "--sandbox", "none", "--json", "--", .. LiteLlmTask.Command,
        ]);

        await StoredAsync(calls => calls.Any(call => Text(call, "errorType") == "client_gone"));
        await File.WriteAllTextAsync(Path.Join(Assert.Single(Directory.GetDirectories(folder["data/runs"])), "home/told"), "", Cancellation);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 0, run.Transcript);

        JsonElement stored = await StoredAsync(calls => calls.Length == 8, "FINISHED");
        JsonElement[] calls = [.. stored.GetProperty("modelCalls").EnumerateArray()];
        string all = stored.ToString();
        Assert.Equal(
            [
                "1 429 failed - - -", "2 429 failed - - -", "3 200 tool_calls 1200 0 40",
                "1 500 failed - - -", "2 200 tool_calls 1600 1300 50",
                "1 200 upstream_gone - - -", "2 - client_gone - - -", "3 200 stop 2000 1700 20",
            ],
            calls.Select(Line));
        string?[] hashes = [.. calls.Select(call => Text(call, "requestHash"))];
        Assert.True(hashes.Distinct().Count() == 3 && hashes[0] == hashes[2] && hashes[3] == hashes[4] && hashes[5] == hashes[7], all);
        Assert.All(calls, call => Assert.Equal("proxy", Text(call, "source")));
        Assert.Equal(8, model.Log.Records.Count);
        Assert.Equal(["bash", "bash"], stored.GetProperty("toolCalls").EnumerateArray().Select(call => Text(call, "name")));
        Assert.Contains(stored.GetProperty("scores").EnumerateArray(), score => Text(score, "axis") == "pass_rate" && score.GetProperty("value").GetDouble() == 1);
    }

    public void Dispose() => folder.Dispose();

    private static string Line(JsonElement call)
    {
        string? error = Text(call, "errorType");
        string outcome = error is null ? Text(call, "finishReason")! : call.GetProperty("statusCode").ToString() is "429" or "500" ? "failed" : error;
        return string.Join(' ', Number(call, "attempt"), Number(call, "statusCode"), outcome, Number(call, "promptTokens"), Number(call, "cachedTokens"), Number(call, "completionTokens"));
    }

    private static string Number(JsonElement call, string name) => call.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "-";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<JsonElement> StoredAsync(Func<JsonElement[], bool> until, string? state = null)
    {
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { sweep = "litellm" }, told => Runs(told) is [var only] && (state is null || IsWhole(only, state)) && until([.. only.GetProperty("modelCalls").EnumerateArray()]), Cancellation);
        return Runs(answer)[0];
    }

    private static bool IsWhole(JsonElement run, string state) =>
        Text(run, "state") == state && run.GetProperty("toolCalls").GetArrayLength() >= 2 && run.GetProperty("scores").EnumerateArray().Any(score => Text(score, "axis") == "pass_rate");

    private static JsonElement[] Runs(JsonElement answer) =>
        [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())];
}
