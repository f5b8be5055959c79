using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Stage;
using Tracing.ScriptedModel.Scripts;
using Tracing.ScriptedModel.Serving;
using static Tracing.RealAgents.Tests.Comparison.ProxyTruth;

namespace Tracing.RealAgents.Tests;

/// <summary><c>tracing run</c> with every agent that npm serves, as a user starts it: in bubblewrap with the agent's own telemetry, and without either.</summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class RunAgentTests : IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 2) { nodes { runs { id state stateReason identity { agentVersion }
          modelCalls { model requestHash promptTokens cachedTokens completionTokens firstTokenMs finishReason statusCode responseId source }
          toolCalls { name } changes { path expected } scores { axis value notApplicable } recording { made format complete text } } } } }
        """;

    private static readonly string[] Agents = ["claude-code", "cline", "codex", "continue", "copilot", "gemini-cli", "kilo", "opencode", "pi", "qwen-code"];
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    // A run that was read slowly rests for up to a minute before it is read again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public RunAgentTests() => guard.CancelAfter(Guard);

    public static TheoryData<string, string, bool> Runs
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (string agent in Agents)
            {
                data.Add(agent, "bwrap", true);
                data.Add(agent, "none", false);
            }

            return data;
        }
    }

    public void Dispose() => guard.Dispose();

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_is_whole_and_true(string agent, string sandbox, bool ownTelemetry)
    {
        using var folder = new TemporaryFolder();
        await using TracingProcess up = await TracingProcess.UpAsync(folder["data"], [], guard.Token);
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(BrokenProgram.Script, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);
        string task = await WriteTaskAsync(folder);

        await using ChildProcess run = ChildProcess.Start(
            "dotnet",
            [
                RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", agent, "--model", "scripted-model", "--task", task, "--sweep", "run-" + agent,
                "--endpoint", model.Address.ToString(), "--collector", up.Http.ToString(), "--data", folder["runs"], "--sandbox", sandbox,
                "--set", "run.ownTelemetry=" + (ownTelemetry ? "true" : "false"), "--json",
            ],
            environment: new Dictionary<string, string?> { ["PATH"] = AgentPrograms.SearchPath(folder["bin"]) });
        int exitCode = await run.WaitForExitAsync(guard.Token);

        Assert.True(Isolation.HasLoopbackOnly, "The agent could have reached a network.");
        Assert.True(exitCode == 0, run.Transcript);
        CallRecord[] truth = [.. model.Log.Records.Where(call => call.Kind is CallKind.Main or CallKind.Side or CallKind.Beyond).OrderBy(call => call.Time)];
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { sweep = "run-" + agent }, told => IsWhole(told, truth), guard.Token, Patience);
        JsonElement stored = Run(answer)!.Value;
        string all = stored + "\n" + run.Transcript;
        AssertTold(truth, [.. stored.GetProperty("modelCalls").EnumerateArray()], all);
        Assert.True(truth.Sum(call => call.Calls.Count) == stored.GetProperty("toolCalls").GetArrayLength(), all);
        AssertEvidence(stored, all);
    }

    private static void AssertEvidence(JsonElement stored, string all)
    {
        Assert.Contains(stored.GetProperty("changes").EnumerateArray(), change => Text(change, "path") == "calc.py" && change.GetProperty("expected").GetBoolean());
        JsonElement recording = stored.GetProperty("recording");
        Assert.Equal(("rendered", "asciicast-v3", true), (Text(recording, "made")!, Text(recording, "format")!, recording.GetProperty("complete").GetBoolean()));
        Assert.True(Text(recording, "text")!.Contains("The function adds now", StringComparison.Ordinal), all);
        Dictionary<string, double> scores = stored.GetProperty("scores").EnumerateArray()
            .Where(score => score.GetProperty("value").ValueKind == JsonValueKind.Number)
            .GroupBy(score => Text(score, "axis")!)
            .ToDictionary(axis => axis.Key, axis => axis.First().GetProperty("value").GetDouble(), StringComparer.Ordinal);
        Assert.True(new[] { "pass_rate", "tokens", "latency", "blast_radius", "refusal", "integrity", "composite" }.All(scores.ContainsKey), all);
        Assert.Equal((1.0, 1.0), (scores["pass_rate"], scores["integrity"]));
        Assert.True(Text(stored.GetProperty("identity"), "agentVersion") is { Length: > 0 }, all);
    }

    private static bool IsWhole(JsonElement told, CallRecord[] truth) =>
        Run(told) is { } run && Text(run, "state") == "FINISHED"
        && run.GetProperty("modelCalls").EnumerateArray().Count(call => Text(call, "source") == "proxy") == truth.Length
        && run.GetProperty("recording").ValueKind == JsonValueKind.Object
        && run.GetProperty("scores").EnumerateArray().Any(score => Text(score, "axis") == "pass_rate");

    private static JsonElement? Run(JsonElement answer) =>
        answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray()).Cast<JsonElement?>().SingleOrDefault();

    private async Task<string> WriteTaskAsync(TemporaryFolder folder)
    {
        string task = folder["task"];
        await BrokenProgram.WriteAsync(Path.Join(task, "work"), guard.Token);
        await File.WriteAllTextAsync(
            Path.Join(task, "task.toml"),
            $"""
            id = "repair/calc"
            prompt = "{BrokenProgram.Prompt}"
            verify = "python3 -B test_calc.py"
            expected_changes = ["calc.py"]
            protected = ["test_calc.py"]
            """,
            guard.Token);
        return task;
    }
}
