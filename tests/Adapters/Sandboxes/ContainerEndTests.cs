using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Import;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Trials;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>Ends of containers that are not their command's own.</summary>
[Collection("containers")]
public sealed class ContainerEndTests(EngineFixture fixture) : IAsyncLifetime
{
    private readonly ContainerStage stage = new(fixture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => stage.InitializeAsync();

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_command_whose_time_is_up_is_asked_first_and_then_ended_with_all_that_runs_in_its_container()
    {
        // Room for the container's start: what is asked for is heard only by a trap that is set.
        (CommandEnding asked, _) = await stage.RunAsync("setsid sh -c 'trap \"echo away > away; exit\" TERM; touch set; while :; do sleep 0.05; done' & trap 'wait; exit 5' TERM; while :; do sleep 0.05; done", limit: TimeSpan.FromSeconds(20));
        Assert.True(File.Exists(Path.Join(stage.Folder.Folders.Work, "set")), "The container had not set its trap when its time was up.");
        (CommandEnding ignored, _) = await stage.RunAsync("trap '' TERM INT; setsid sleep 600 & sleep 600; sleep 600", limit: TimeSpan.FromSeconds(1));

        Assert.Equal((null, true, null, true), (asked.ExitCode, asked.TimedOut, ignored.ExitCode, ignored.TimedOut));
        Assert.True(File.Exists(Path.Join(stage.Folder.Folders.Work, "away")));
        Assert.Empty(await stage.ContainersAsync());
        Assert.Empty(stage.Folder.Mark!.Processes());
    }

    [Fact]
    public async Task A_command_may_be_interrupted_before_it_is_asked_otherwise()
    {
        SandboxCommand command = SandboxStage.Shell("trap 'echo interrupted >> told' INT; trap 'echo terminated >> told; exit 5' TERM; touch set; while :; do sleep 0.05; done");

        CommandEnding ending = await SandboxStage.EndWhenThereAsync(
            stage.Execution(), command with { EndSignals = [EndSignal.Interrupt, EndSignal.Terminate] }, Path.Join(stage.Folder.Folders.Work, "set"));

        Assert.Equal((null, false, true), (ending.ExitCode, ending.TimedOut, ending.Cancelled));
        Assert.Equal("interrupted\nterminated\n", await File.ReadAllTextAsync(Path.Join(stage.Folder.Folders.Work, "told"), Cancellation));
        Assert.Empty(await stage.ContainersAsync());
    }

    [Fact]
    public async Task A_container_that_another_ends_is_an_ending_with_its_exit_code()
    {
        Task<(CommandEnding Ending, string Output)> running = stage.RunAsync("touch begun; sleep 600");
        while (!File.Exists(Path.Join(stage.Folder.Folders.Work, "begun")))
        {
            await Task.Delay(10, Cancellation);
        }

        await fixture.Engine.DockerAsync(Cancellation, ["kill", "--signal", "KILL", .. await stage.ContainersAsync()]);

        CommandEnding ending = (await running).Ending;
        Assert.Equal((137, false, false), (ending.ExitCode, ending.TimedOut, ending.Cancelled));
        Assert.Empty(await stage.ContainersAsync());
    }

    [Fact]
    public async Task Containers_that_a_process_left_are_removed_by_their_label()
    {
        SandboxLaunch launch = await stage.Sandbox().PrepareAsync(new SandboxCommand { Arguments = ["sleep", "600"] }, Cancellation);
        await fixture.Engine.DockerAsync(Cancellation, "start", launch.Arguments[^1]);
        stage.Folder.Dispose();
        var sink = new NoSink();

        Assert.Equal(1, await new Leftovers(stage.Root.Path, sink, TimeProvider.System, NullLogger.Instance).EndAsync());

        Assert.Empty(await stage.ContainersAsync());
        Assert.Empty(Directory.GetDirectories(stage.Root.Path));
    }

    [Fact]
    public async Task While_the_engine_is_away_what_was_left_waits_for_the_next_start()
    {
        stage.Folder.Dispose();
        using RunFolder other = RunFolder.Create(stage.Root["other"], new RunNote("r", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N"), "unix:///nowhere/engine.sock"));
        other.Dispose();

        Assert.Equal(0, await new Leftovers(stage.Root["other"], new NoSink(), TimeProvider.System, NullLogger.Instance).EndAsync());
        Assert.True(File.Exists(Path.Join(other.Path, "run.json")));
    }

    private sealed class NoSink : ITelemetrySink
    {
        public void Send(OtlpRequest request)
        {
        }
    }
}
