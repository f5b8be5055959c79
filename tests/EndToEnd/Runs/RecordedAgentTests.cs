using System.Text.Json;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>An agent that prints no record and leaves some in its home: what these tell reaches the store.</summary>
[Trait("weight", "heavy")]
public sealed class RecordedAgentTests(UpFixture up) : IClassFixture<UpFixture>, IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 10) { nodes { runs { state identity { agentVersion }
          modelCalls { source } toolCalls { name callId arguments success source } changes { path } recording { made } } } } }
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bwrap")]
    [InlineData("none")]
    public async Task Edits_that_only_its_records_tell_are_tool_calls_and_its_records_are_no_changes(string sandbox)
    {
        await using ScriptedModelServer model = await ModelAsync(StandInAider.Script);
        await using ChildProcess run = Start("recorded-" + sandbox, sandbox, model.Address);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 0, run.Transcript);

        JsonElement stored = await StoredAsync("recorded-" + sandbox);
        Assert.Equal(
            ["edit 1:1 calc.py False stdout", "edit 2:1 calc.py True stdout"],
            stored.GetProperty("toolCalls").EnumerateArray().Select(call => string.Join(' ', new[] { "name", "callId", "arguments", "success", "source" }.Select(name => call.GetProperty(name).ToString()))));
        Assert.Equal(["proxy", "proxy"], stored.GetProperty("modelCalls").EnumerateArray().Select(call => call.GetProperty("source").GetString()));
        Assert.Equal(["calc.py"], stored.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("path").GetString()));
        Assert.Equal(("pty", "0.86.2"), (stored.GetProperty("recording").GetProperty("made").GetString(), stored.GetProperty("identity").GetProperty("agentVersion").GetString()));
    }

    [Fact]
    public async Task What_its_exit_code_hides_its_records_tell()
    {
        await using ScriptedModelServer model = await ModelAsync(StandInAider.Refusing);
        await using ChildProcess run = Start("refused", "none", model.Address);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 3, run.Transcript);
        Assert.Contains("No model call of aider was answered: litellm.AuthenticationError", run.Transcript, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static Task<ScriptedModelServer> ModelAsync(Script script) =>
        ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, Cancellation);

    private ChildProcess Start(string sweep, string sandbox, Uri endpoint) => ChildProcess.Start(
        "dotnet",
        [
            RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", "aider", "--model", "scripted-model", "--task", PlainTask.Write(folder), "--sweep", sweep,
            "--endpoint", endpoint.ToString(), "--collector", up.Http.ToString(), "--data", folder["data"], "--sandbox", sandbox, "--json",
        ],
        environment: new Dictionary<string, string?> { ["PATH"] = StandInAider.Install(folder) });

    private async Task<JsonElement> StoredAsync(string sweep)
    {
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(
            Question,
            new { sweep },
            told => Runs(told) is [var only] && only.GetProperty("state").GetString() == "FINISHED" && only.GetProperty("toolCalls").GetArrayLength() == 2,
            Cancellation);
        return Runs(answer)[0];
    }

    private static JsonElement[] Runs(JsonElement answer) =>
        [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())];
}
