using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Terminal;
using Tracing.Processes;
using Tracing.Processes.Player;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>An agent in a sandbox has the terminal as one without.</summary>
public sealed class SandboxedTerminalTests
{
    private const string Script = "trap 'stty size <&1; echo again >/dev/tty; exit 3' WINCH; test -t 1 && stty size <&1; test -t 0 || echo waiting; while :; do read -t 0.05 -r <&1; done";

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_sandbox_in_the_machines_processes_and_in_their_own()
    {
        using var folder = new TemporaryFolder();
        await CheckAsync(new PlainSandbox(Folders(folder), Nowhere(), namespaces: false));
        if (await SandboxSupport.HasProcessNamespacesAsync(cancellation))
        {
            await CheckAsync(new PlainSandbox(Folders(folder), Nowhere(), namespaces: true));
        }
    }

    [Fact]
    public async Task In_bubblewrap()
    {
        await SandboxSupport.CheckBubblewrapAsync(cancellation);
        using var folder = new TemporaryFolder();
        await CheckAsync(new BubblewrapSandbox(Folders(folder), collector: false));
    }

    private async Task CheckAsync(ISandbox sandbox)
    {
        SandboxLaunch launch = await sandbox.PrepareAsync(new SandboxCommand { Arguments = ["bash", "-c", Script], Network = false }, cancellation);
        await using RecordedChild child = RecordedChild.Start(launch.Arguments);
        await child.WaitForAsync("waiting", cancellation);

        child.Recorder.Resize(new TerminalSize(140, 50));

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);
        Assert.Equal((3, "31 97\r\nwaiting\r\n50 140\r\nagain\r\n"), (code, played.Output));
    }

    private static SandboxFolders Folders(TemporaryFolder folder)
    {
        Array.ForEach(["work", "home", "sockets"], name => Directory.CreateDirectory(folder[name]));
        return new SandboxFolders(folder["work"], folder["home"], folder["sockets"]);
    }

    private static SandboxAddresses Nowhere() => new(new Uri("http://127.0.0.1:1"), null);
}
