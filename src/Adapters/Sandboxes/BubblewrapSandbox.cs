namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// Bubblewrap. Inside: this machine's programs read-only without its homes (<see cref="HostRoot"/>), a working folder and a home of the run, an empty
/// <c>/tmp</c>, and namespaces of processes, IPC, host name and network. The network is loopback alone; a forwarder leads from two of its ports to the sockets
/// of the run, and nowhere else.
/// </summary>
/// <param name="folders">The run's folders.</param>
/// <param name="collector">Whether a socket leads to the collector.</param>
public sealed class BubblewrapSandbox(SandboxFolders folders, bool collector) : ISandbox
{
    private const string Work = "/workspace";
    private const string Home = "/home/agent";

    /// <inheritdoc/>
    public SandboxKind Kind => SandboxKind.Bwrap;

    /// <inheritdoc/>
    public string WorkPath => Work;

    /// <inheritdoc/>
    public string HomePath => Home;

    /// <inheritdoc/>
    public SandboxAddresses Addresses { get; } = SandboxWays.Addresses(collector);

    /// <inheritdoc/>
    public Task<SandboxLaunch> PrepareAsync(SandboxCommand command, CancellationToken cancellation) => Task.FromResult(SandboxLaunch.OnMachine(this, command,
    [
        "bwrap",
        .. HostRoot.Arguments(command.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? ""),
        "--dev", "/dev",
        "--proc", "/proc",
        "--bind", folders.Work, Work,
        "--bind", folders.Home, Home,
        "--ro-bind", folders.Sockets, SandboxWays.Sockets,
        "--ro-bind", ForwarderProgram.Path, ForwarderProgram.Inside,
        "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
        "--as-pid-1",
        "--hostname", "sandbox",
        "--chdir", Work,
        ForwarderProgram.Inside, .. ForwarderProgram.Arguments(command.Network ? SandboxWays.Of(Addresses) : [], command.Arguments),
    ], inNamespace: true));
}
