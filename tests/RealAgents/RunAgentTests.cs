using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Stage;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.RealAgents.Tests.Comparison;

namespace Tracing.RealAgents.Tests;

/// <summary><c>tracing run</c> with every agent that npm serves, as a user starts it: in bubblewrap with the agent's own telemetry, and without either.</summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class RunAgentTests : IDisposable
{
    private static readonly string[] Agents = ["claude-code", "cline", "codex", "continue", "copilot", "gemini-cli", "kilo", "opencode", "pi", "qwen-code"];
    private static readonly string[] TellingThemselves = ["claude-code", "codex", "copilot", "gemini-cli", "kilo", "opencode", "qwen-code"];
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

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
        string task = await BrokenProgram.WriteTaskAsync(folder["task"], guard.Token);

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
        JsonElement stored = await WholeRun.AssertAsync(up.Query, "run-" + agent, model.Log, run.Transcript, guard.Token, tools: agent != "continue");
        IEnumerable<string?> services = WholeRun.Spans(stored).Select(span => WholeRun.AttributeOf(span, "service.name", "resourceAttributes")).Distinct();
        Assert.Equal(ownTelemetry && TellingThemselves.Contains(agent) ? 3 : 2, services.Count());
    }
}
