using System.Text.Json;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Demo;

/// <summary><c>tracing demo</c> as a newcomer starts it: agents from npm, run for real, and the pages that it ends with.</summary>
[Trait("weight", "heavy")]
public sealed class DemoTests(PagesFixture pages) : IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 20) { nodes { id runs { id trial state identity { agentVersion }
          modelCalls { source promptTokens completionTokens firstTokenMs requestHash statusCode } toolCalls { name }
          changes { path expected } scores { axis value notApplicable } recording { made complete } } } } }
        """;

    private const string Published = """
        { cell(id: "expansion-20260616/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix") { runs { state } } }
        """;

    private static readonly string[] Axes = ["blast_radius", "composite", "integrity", "latency", "pass_rate", "refusal", "tokens"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_demo_ends_with_whole_cells_of_real_agents()
    {
        await using ChildProcess demo = Demo(null);
        Assert.True(await demo.WaitForExitAsync(Cancellation) == 0, demo.Transcript);
        string sweep = demo.OutputLines.Single(line => line.StartsWith("Sweep ", StringComparison.Ordinal)).Split(' ')[1].TrimEnd(':');

        await using TracingProcess up = await TracingProcess.UpAsync(folder["data"], [], Cancellation);
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { sweep }, told => Runs(told).Count(IsWhole) == 18, Cancellation, Patience);
        JsonElement[] cells = [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray()];

        Assert.Equal(["gemini-cli", "opencode"], cells.Select(cell => cell.GetProperty("id").GetString()!.Split('/')[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(6, cells.Length);
        Assert.All(cells, cell => Assert.Equal([1, 2, 3], cell.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("trial").GetInt32()).Order()));
        JsonElement[] runs = [.. Runs(answer)];
        Assert.Equal(17, runs.Count(Passed));
        Assert.Single(runs, run => Score(run, "integrity") == 0);
        Assert.All(runs, run => Assert.Contains(run.GetProperty("changes").EnumerateArray(), change => change.GetProperty("expected").GetBoolean() || Score(run, "integrity") == 0));
        Assert.Contains(runs, run => run.GetProperty("modelCalls").EnumerateArray().Any(call => call.GetProperty("statusCode").GetInt32() == 503));
        JsonElement published = await graphQl.AskAsync(Published, null, Cancellation);
        Assert.Equal("FINISHED", published.GetProperty("cell").GetProperty("runs")[0].GetProperty("state").GetString());
        await AssertPagesAsync(up.Query, cells.Select(cell => cell.GetProperty("id").GetString()!).ToLookup(cell => cell.Split('/')[1]), sweep);
        await ReadmePictures.TakeAsync(pages.Browser, up.Query, sweep);
        await new PrintedRecipe(folder, up).RunAsync(await RecipeAsync(up.Query), Cancellation);
    }

    // A cell of each agent, with every block filled.
    private async Task AssertPagesAsync(Uri query, ILookup<string, string> cells, string sweep)
    {
        foreach (string cell in cells.Select(agent => agent.First()))
        {
            await using OpenPage open = await OpenPage.OfAsync(pages.Browser, query, $"/cell/{cell[(sweep.Length + 1)..]}?sweep={sweep}");
            await open.ReadyAsync("playback");
            await open.Page.Keyboard.PressAsync("End");
            await open.UntilAsync("document.querySelector('.terminal').innerText.trim().length > 100");
            await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
            Assert.True(await open.Page.Locator("#scores .tile").CountAsync() >= Axes.Length);
            Assert.Equal(0, await open.Page.Locator("#scores .tile:has-text('not recorded')").CountAsync());
            Assert.True(await open.Page.Locator("#model-calls tbody tr").CountAsync() >= 3);
            Assert.True(await open.Page.Locator("#spans tbody tr").CountAsync() >= 8);
            Assert.True(await open.Page.Locator("#changes .diff .added").CountAsync() >= 1);
            Assert.Empty(open.Faults);
        }
    }

    // As a reader copies it.
    private async Task<string> RecipeAsync(Uri query)
    {
        await using OpenPage open = await OpenPage.OfAsync(pages.Browser, query, "/cell/gemini-cli/scripted-model/mutations/python-binary-search");
        return (await open.Page.Locator("#run-it-yourself pre").AllTextContentsAsync()).Single(text => text.Contains("$YOUR_ENDPOINT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_npm_the_published_run_is_there_and_the_demo_says_what_is_missing()
    {
        Directory.CreateDirectory(folder["empty"]);
        await using ChildProcess demo = Demo(folder["empty"]);

        Assert.Equal(1, await demo.WaitForExitAsync(Cancellation));
        Assert.Contains("npm was not found", demo.Transcript, StringComparison.Ordinal);
        Assert.Contains(demo.OutputLines, line => line.StartsWith("ready ", StringComparison.Ordinal));
    }

    private ChildProcess Demo(string? path) => ChildProcess.Start(
        DotNet(),
        [RepositoryPaths.Built("src/Tracing", "tracing.dll"), "demo", "--exit", "--data", folder["data"], "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--query", "127.0.0.1:0"],
        environment: path is null ? null : new Dictionary<string, string?> { ["PATH"] = path });

    // By its own path: one of the tests takes the search path away.
    private static string DotNet() => Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet";

    private static IEnumerable<JsonElement> Runs(JsonElement answer) =>
        answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray());

    private static bool IsWhole(JsonElement run) =>
        run.GetProperty("state").GetString() == "FINISHED"
        && run.GetProperty("identity").GetProperty("agentVersion").ValueKind == JsonValueKind.String
        && run.GetProperty("modelCalls").EnumerateArray().Count(call => call.GetProperty("source").GetString() == "proxy") >= 3
        && run.GetProperty("toolCalls").GetArrayLength() >= 2
        && run.GetProperty("changes").GetArrayLength() >= 1
        && run.GetProperty("recording") is { ValueKind: JsonValueKind.Object } recording && recording.GetProperty("complete").GetBoolean()
        && Axes.All(axis => run.GetProperty("scores").EnumerateArray().Any(score => score.GetProperty("axis").GetString() == axis));

    private static bool Passed(JsonElement run) => Score(run, "pass_rate") == 1;

    private static double? Score(JsonElement run, string axis) =>
        run.GetProperty("scores").EnumerateArray()
            .Where(score => score.GetProperty("axis").GetString() == axis && score.GetProperty("value").ValueKind == JsonValueKind.Number)
            .Select(score => (double?)score.GetProperty("value").GetDouble()).FirstOrDefault();
}
