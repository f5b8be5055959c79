using System.Globalization;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>What an agent's terminal shows is there before the agent has ended, and stays if <c>tracing run</c> is killed.</summary>
[Trait("weight", "heavy")]
public sealed class LiveRecordingTests(UpFixture up) : IClassFixture<UpFixture>, IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 10) { nodes { runs { id state recording { live complete made text } artifacts { kind } } } } }
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_terminal_of_a_running_agent_is_seen_and_then_the_whole_recording()
    {
        await using ChildProcess run = Start("live");
        JsonElement running = await UntilAsync("live", one => Text(one).Contains("first words", StringComparison.Ordinal));

        Assert.Equal(("RUNNING", true, false, "pty"), (running.GetProperty("state").GetString(), Recording(running).GetProperty("live").GetBoolean(), Recording(running).GetProperty("complete").GetBoolean(), Recording(running).GetProperty("made").GetString()));
        Assert.Contains("this is as far as it has come", await PageAsync("live"), StringComparison.Ordinal);
        string early = await RecordingAsync(running.GetProperty("id").GetString()!);
        Assert.DoesNotContain("last words", early, StringComparison.Ordinal);
        Assert.EndsWith("\n", early, StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder["go"], "", Cancellation);
        Assert.True(await run.WaitForExitAsync(Cancellation) == 1, run.Transcript);
        JsonElement ended = await UntilAsync("live", one => one.GetProperty("state").GetString() == "FINISHED" && Text(one).Contains("last words", StringComparison.Ordinal));
        Assert.Equal((false, true), (Recording(ended).GetProperty("live").GetBoolean(), Recording(ended).GetProperty("complete").GetBoolean()));
        Assert.Single(ended.GetProperty("artifacts").EnumerateArray(), artifact => artifact.GetProperty("kind").GetString()!.StartsWith("recording", StringComparison.Ordinal));
        Assert.StartsWith(early, Text(ended), StringComparison.Ordinal);
        Assert.DoesNotContain("as far as it has come", await PageAsync("live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_before_the_kill_stays_playable()
    {
        await using ChildProcess run = Start("killed-live");
        await UntilAsync("killed-live", one => Text(one).Contains("first words", StringComparison.Ordinal));
        await using ChildProcess kill = ChildProcess.Start("kill", ["-KILL", run.Id.ToString(CultureInfo.InvariantCulture)]);
        await run.WaitForExitAsync(Cancellation);

        // The next one finds what the killed one left, and ends it.
        await File.WriteAllTextAsync(folder["go"], "", Cancellation);
        await using ChildProcess next = Start("after-live");
        await next.WaitForExitAsync(Cancellation);
        JsonElement ended = await UntilAsync("killed-live", one => one.GetProperty("state").GetString() == "INFRASTRUCTURE_FAILED");

        Assert.Contains("first words", Text(ended), StringComparison.Ordinal);
        Assert.True(Recording(ended).GetProperty("live").GetBoolean());
        Assert.Equal(Text(ended), await RecordingAsync(ended.GetProperty("id").GetString()!));
        Assert.Contains("The recording did not arrive whole", await PageAsync("killed-live"), StringComparison.Ordinal);
    }

    private ChildProcess Start(string sweep) => TracingProcess.Run(
    [
        "run", "--agent", "command", "--model", "no-model", "--task", PlainTask.Write(folder), "--sweep", sweep, "--endpoint", "http://127.0.0.1:1", "--collector", up.Http.ToString(),
        "--data", folder["data"], "--sandbox", "none", "--", "sh", "-c", $"echo first words; until [ -e '{folder["go"]}' ]; do sleep 0.05; done; echo last words", "{model}",
    ]);

    private async Task<JsonElement> UntilAsync(string sweep, Func<JsonElement, bool> until)
    {
        using var graphQl = new GraphQlClient(up.Query);
        return Runs(await graphQl.AskUntilAsync(Question, new { sweep }, answer => Runs(answer) is [var only] && until(only), Cancellation))[0];
    }

    private Task<string> PageAsync(string sweep) => GetAsync($"/cell/command/no-model/mutations/add?sweep={sweep}");

    private Task<string> RecordingAsync(string run) => GetAsync("/recording?run=" + run);

    private async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = up.Query };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);
    }

    private static JsonElement[] Runs(JsonElement answer) =>
        [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())];

    private static JsonElement Recording(JsonElement run) => run.GetProperty("recording");

    private static string Text(JsonElement run) => Recording(run) is { ValueKind: JsonValueKind.Object } recording ? recording.GetProperty("text").GetString() ?? "" : "";
}
