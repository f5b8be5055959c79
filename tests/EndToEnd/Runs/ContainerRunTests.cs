using System.Globalization;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary><c>tracing run --sandbox docker</c> as a user starts it: wrong use, ends of all kinds, limits. The image holds busybox alone.</summary>
[Trait("weight", "heavy")]
public sealed class ContainerRunTests(UpFixture up, ContainerRunTests.EngineFixture engine) : IClassFixture<UpFixture>, IClassFixture<ContainerRunTests.EngineFixture>, IDisposable
{
    private const string Image = "plain:1";

    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 10) { nodes { runs {
          state stateReason identity { containerImage imageDigest containerId } spans { benchKind statusCode statusMessage attributes { key value } } } } } }
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--image by", null, "docker", "")]
    [InlineData("docker pull no-such-image:7", "no-such-image:7", "docker", "")]
    [InlineData("does not answer", Image, "docker", "unix:///nowhere/engine.sock")]
    [InlineData("needs the Docker client", Image, "nothing", "")]
    [InlineData("run.docker.memory", Image, "docker", "", "--set", "run.docker.memory=1KiB")]
    public async Task Wrong_use_is_answered_in_words_before_a_trial(string words, string? image, string client, string address, params string[] more)
    {
        var environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = address.Length > 0 ? address : engine.Engine.Address };
        if (client != "docker")
        {
            environment["PATH"] = folder.Path;
        }

        await using ChildProcess run = Start("wrong", image, ["sh", "-c", "exit 0", "{model}"], environment, more);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 2, run.Transcript);
        Assert.Contains(words.Replace("--image by", "Name one by --image", StringComparison.Ordinal), run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Tracing.", run.Transcript, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data/runs"]));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_by_the_next()
    {
        await using ChildProcess killed = Start("killed", Image, ["sh", "-c", "trap '' TERM HUP; touch begun; setsid sleep 600 & sleep 600", "{model}"]);
        await BegunAsync();
        await using ChildProcess kill = ChildProcess.Start("kill", ["-KILL", killed.Id.ToString(CultureInfo.InvariantCulture)]);
        await killed.WaitForExitAsync(Cancellation);

        await using ChildProcess next = Start("next", Image, ["sh", "-c", "exit 0", "{model}"]);

        Assert.True(await next.WaitForExitAsync(Cancellation) == 1, next.Transcript);
        Assert.Empty(await engine.Engine.ContainersAsync(Cancellation));
        Assert.Empty(Directory.GetDirectories(folder["data/runs"]));
        Assert.Equal("INFRASTRUCTURE_FAILED", (await RunAsync("killed")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_users_end_and_the_end_of_time_leave_nothing()
    {
        await using ChildProcess interrupted = Start("interrupted", Image, ["sh", "-c", "touch begun; sleep 600", "{model}"]);
        await BegunAsync();
        Assert.True(await interrupted.InterruptAsync(Cancellation) == 130, interrupted.Transcript);
        await using ChildProcess timed = Start("timed", Image, ["sh", "-c", "sleep 600", "{model}"], null, "--timeout", "1s");
        Assert.True(await timed.WaitForExitAsync(Cancellation) == 1, timed.Transcript);

        Assert.Empty(await engine.Engine.ContainersAsync(Cancellation));
        Assert.Empty(Directory.GetDirectories(folder["data/runs"]));
        Assert.Equal("CANCELLED", (await RunAsync("interrupted")).GetProperty("state").GetString());
        Assert.Equal("TIMED_OUT", (await RunAsync("timed")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_limit_that_was_reached_is_told_on_the_containers_span()
    {
        await using ChildProcess run = Start("limited", Image, ["sh", "-c", "echo '+' > calc.py; tail /dev/zero; exit 0", "{model}"], null, "--set", "run.docker.memory=64MiB");

        Assert.True(await run.WaitForExitAsync(Cancellation) == 0, run.Transcript);

        JsonElement stored = await RunAsync("limited", run => Containers(run).Any() && run.GetProperty("identity").GetProperty("containerId").ValueKind == JsonValueKind.String);
        JsonElement container = Assert.Single(Containers(stored));
        Dictionary<string, string> told = container.GetProperty("attributes").EnumerateArray().ToDictionary(attribute => attribute.GetProperty("key").GetString()!, attribute => attribute.GetProperty("value").GetString()!, StringComparer.Ordinal);
        Assert.Equal(("memory_limit", "0", "Error"), (told["error.type"], told["process.exit.code"], container.GetProperty("statusCode").GetString()));
        Assert.Equal(told["container.id"], stored.GetProperty("identity").GetProperty("containerId").GetString());
        Assert.Equal(Image, stored.GetProperty("identity").GetProperty("containerImage").GetString());
    }

    // The agent says so in its working folder: a container that runs may be the one that is asked for the agent's version, before there is a run.
    private async Task BegunAsync()
    {
        while (!Directory.Exists(folder["data/runs"]) || !Directory.EnumerateDirectories(folder["data/runs"]).Any(run => File.Exists(Path.Join(run, "work/begun"))))
        {
            await Task.Delay(50, Cancellation);
        }
    }

    private async Task<JsonElement> RunAsync(string sweep, Func<JsonElement, bool>? until = null)
    {
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { sweep }, told => Runs(told) is [var only] && only.GetProperty("state").GetString() is not ("RUNNING" or "PENDING" or null) && until?.Invoke(only) != false, Cancellation);
        return Runs(answer)[0];
    }

    private static IEnumerable<JsonElement> Containers(JsonElement run) => run.GetProperty("spans").EnumerateArray().Where(span => span.GetProperty("benchKind").GetString() == "container");

    private static JsonElement[] Runs(JsonElement answer) =>
        [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())];

    private ChildProcess Start(string sweep, string? image, string[] command, Dictionary<string, string?>? environment = null, params string[] more)
    {
        string task = folder["task"];
        Directory.CreateDirectory(Path.Join(task, "work"));
        File.WriteAllText(Path.Join(task, "task.toml"), "id = \"mutations/add\"\nprompt = \"Add.\"\nverify = \"grep -q '[+]' calc.py\"\nexpected_changes = [\"calc.py\"]\n");
        File.WriteAllText(Path.Join(task, "work/calc.py"), "a - b\n");
        string[] named = image is null ? [] : ["--image", image];
        return ChildProcess.Start(
            "dotnet",
            [
                RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", "command", "--model", "m", "--task", task, "--sweep", sweep, "--endpoint", "http://127.0.0.1:1",
                "--collector", up.Http.ToString(), "--data", folder["data"], "--sandbox", "docker", .. named, .. more, "--", .. command,
            ],
            environment: environment ?? new Dictionary<string, string?> { ["DOCKER_HOST"] = engine.Engine.Address });
    }

    /// <summary>An engine with a plain image, for all tests of the class.</summary>
    public sealed class EngineFixture : IAsyncLifetime
    {
        public ContainerEngineProcess Engine { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Engine = await ContainerEngineProcess.StartAsync(TestContext.Current.CancellationToken);
            await Engine.MakePlainImageAsync(Image, TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => Engine.DisposeAsync();
    }
}
