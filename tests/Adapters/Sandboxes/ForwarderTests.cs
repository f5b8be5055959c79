using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>The forwarder as a sandbox starts it: the first process of a namespace.</summary>
public sealed class ForwarderTests
{
    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "tracing-forward");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_root_that_holds_nothing_else_it_runs_and_tells_that_a_command_is_not_there()
    {
        await using ChildProcess child = ChildProcess.Start("bwrap", ["--ro-bind", Program, "/f", "--proc", "/proc", "/f", "--to", "4319=/no.sock", "--", "no-such-program"]);

        Assert.Equal(127, await child.WaitForExitAsync(Cancellation));
        Assert.Contains("no-such-program: not found", child.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("kill -TERM 1; kill -INT 1; exit 0", 0)]
    [InlineData("for orphan in 1 2 3 4 5; do (sleep 0.01 &); done; while pgrep -x sleep >/dev/null; do :; done", 0)]
    // Two signals, 32 and 33, are libc's own.
    [InlineData("grep -cE '^SigBlk:\\s*0+$|^SigIgn:\\s*0+(180000000)?$' /proc/self/status | grep -x 2", 0)]
    public async Task It_ends_with_its_commands_exit_code_outlives_signals_hands_on_none_of_its_own_settings_and_fetches_orphans(string script, int exitCode)
    {
        await using ChildProcess child = Start([], script);

        Assert.True(await child.WaitForExitAsync(Cancellation) == exitCode, child.Transcript);
    }

    [Fact]
    public async Task Where_it_is_to_pass_signals_every_process_inside_gets_them()
    {
        using var folder = new TemporaryFolder();
        await using ChildProcess child = Start(["--pass-signals"], "setsid sh -c 'trap \"echo away; exit\" TERM; touch $0; while :; do sleep 0.01; done' \"$0\" & trap 'wait; exit 5' TERM; while [ ! -e \"$0\" ]; do sleep 0.01; done; kill -TERM 1; while :; do sleep 0.01; done", folder["ready"]);

        Assert.True(await child.WaitForExitAsync(Cancellation) == 5, child.Transcript);
        Assert.Contains("away", child.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_is_handed_on_or_at_its_end()
    {
        await using ChildProcess handed = ChildProcess.Start("sh", ["-c", "echo typed | \"$0\" -- cat; echo typed | \"$0\" --no-input -- wc -c", Program]);

        await handed.WaitForExitAsync(Cancellation);

        Assert.Equal(["typed", "0"], handed.OutputLines);
    }

    private static ChildProcess Start(string[] options, string script, params string[] arguments) =>
        ChildProcess.Start("bwrap", ["--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--as-pid-1", Program, .. options, "--", "sh", "-c", script, .. arguments]);
}
