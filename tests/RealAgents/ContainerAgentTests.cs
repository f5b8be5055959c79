using System.Text.Json;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Comparison;
using Tracing.RealAgents.Tests.Stage;
using static Tracing.RealAgents.Tests.Comparison.ProxyTruth;

namespace Tracing.RealAgents.Tests;

/// <summary><c>tracing run --sandbox docker</c> with opencode in an image that a script of this repository makes, on a real engine.</summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class ContainerAgentTests : IDisposable
{
    private const string Image = "agents:1";

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(8);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly TemporaryFolder folder = new();

    public ContainerAgentTests() => guard.CancelAfter(Guard);

    public void Dispose()
    {
        guard.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Opencode_in_a_container_is_whole_and_true_and_reaches_nothing_but_its_model_and_the_collector()
    {
        await using ContainerEngineProcess engine = await ContainerEngineProcess.StartAsync(guard.Token);
        await MakeImageAsync(engine);
        string known = await engine.DockerAsync(guard.Token, "image", "inspect", "--format", "{{json .RepoDigests}}", Image);
        await using TracingProcess up = await TracingProcess.UpAsync(folder["data"], [], guard.Token);
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(BrokenProgram.Script, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);
        await using ScriptedModelServer probing = await ScriptedModelServer.StartAsync(Probing(model.Address, up), "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);

        await using ChildProcess run = ChildProcess.Start(
            "dotnet",
            [
                RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", "opencode", "--model", "scripted-model", "--task", await BrokenProgram.WriteTaskAsync(folder["task"], guard.Token),
                "--sweep", "contained", "--endpoint", probing.Address.ToString(), "--collector", up.Http.ToString(), "--data", folder["runs"], "--sandbox", "docker", "--image", Image, "--json",
            ],
            environment: new Dictionary<string, string?> { ["DOCKER_HOST"] = engine.Address });
        int exitCode = await run.WaitForExitAsync(guard.Token);

        Assert.True(exitCode == 0, run.Transcript);
        JsonElement stored = await WholeRun.AssertAsync(up.Query, "contained", probing.Log, run.Transcript, guard.Token);
        Assert.Equal(["calc.py"], stored.GetProperty("changes").EnumerateArray().Select(change => Text(change, "path")));
        AssertContainer(stored, known);
        Assert.Empty(await engine.ContainersAsync(guard.Token));
        Assert.Empty(Directory.GetDirectories(folder["runs/runs"]));
    }

    // What this machine and the container's own network offer, but for the two ports; whatever answers is written into the working folder.
    private static Script Probing(Uri other, TracingProcess up)
    {
        string probe = $"for place in 127.0.0.1/{other.Port} 127.0.0.1/{up.Http.Port} 127.0.0.1/{up.Query.Port} 10.88.0.1/{up.Http.Port} 172.17.0.1/{up.Http.Port} host.containers.internal/{up.Http.Port}; do if (exec 3<>/dev/tcp/$place) 2>/dev/null; then echo $place >> reached; fi; done; echo probed";
        List<ScriptTurn> turns = [.. BrokenProgram.Script.Turns];
        turns.Insert(turns.Count - 1, new ScriptTurn { Calls = [new ScriptCall { Shell = $"bash -c '{probe}'" }], Usage = new ScriptUsage { Prompt = 1900, Completion = 25 } });
        return BrokenProgram.Script with { Turns = turns };
    }

    private static void AssertContainer(JsonElement stored, string known)
    {
        JsonElement identity = stored.GetProperty("identity");
        Assert.Equal(Image, Text(identity, "containerImage"));
        Assert.Contains(Text(identity, "imageDigest")!, known, StringComparison.Ordinal);
        Assert.StartsWith("sha256:", Text(identity, "imageDigest"), StringComparison.Ordinal);
        Assert.Equal(64, Text(identity, "containerId")!.Length);
        JsonElement container = Assert.Single(stored.GetProperty("spans").EnumerateArray(), span => Text(span, "benchKind") == "container");
        Assert.Equal("0", WholeRun.AttributeOf(container, "process.exit.code"));
        Assert.Equal(Text(identity, "containerId"), WholeRun.AttributeOf(container, "container.id"));
        Assert.Equal(Image, WholeRun.AttributeOf(container, "container.image.name", "resourceAttributes"));
    }

    private async Task MakeImageAsync(ContainerEngineProcess engine)
    {
        await using ChildProcess make = ChildProcess.Start(Path.Join(RepositoryPaths.Root, "tests/RealAgents/image/make-root"), [folder["agents.tar"]]);
        Assert.True(await make.WaitForExitAsync(guard.Token) == 0, make.Transcript);
        await engine.DockerAsync(guard.Token, "import", folder["agents.tar"], Image);
        File.Delete(folder["agents.tar"]);
    }
}
