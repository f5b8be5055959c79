namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// Bubblewrap. Inside: this machine's programs read-only without its homes (<see cref="HostRoot"/>), a working folder and a home of the run, an empty
/// <c>/tmp</c>, and namespaces of processes, IPC, host name and network. The network is loopback alone; a forwarder leads from two of its ports to the sockets
/// of the run, and nowhere else.
/// </summary>
/// <param name="folders">The run's folders.</param>
/// <param name="forwarder">How the forwarder is started inside.</param>
/// <param name="collector">Whether a socket leads to the collector.</param>
public sealed class BubblewrapSandbox(SandboxFolders folders, ForwarderProgram forwarder, bool collector) : ISandbox
{
    private const string Work = "/workspace";
    private const string Home = "/home/agent";
    private const string Sockets = "/run/tracing";
    private const int ModelPort = 4319;
    private const int CollectorPort = 4318;

    /// <inheritdoc/>
    public SandboxKind Kind => SandboxKind.Bwrap;

    /// <inheritdoc/>
    public string WorkPath => Work;

    /// <inheritdoc/>
    public string HomePath => Home;

    /// <inheritdoc/>
    public SandboxAddresses Addresses { get; } = new(new Uri($"http://127.0.0.1:{ModelPort}"), collector ? new Uri($"http://127.0.0.1:{CollectorPort}") : null);

    /// <inheritdoc/>
    public IReadOnlyList<string> Wrap(SandboxCommand command) =>
    [
        "bwrap",
        .. HostRoot.Arguments([.. HostRoot.OfSearchPath(command.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? ""), .. forwarder.Folders]),
        "--dev", "/dev",
        "--proc", "/proc",
        "--bind", folders.Work, Work,
        "--bind", folders.Home, Home,
        "--ro-bind", folders.Sockets, Sockets,
        "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
        "--as-pid-1",
        "--hostname", "sandbox",
        "--chdir", Work,
        .. CommandShells.AsChild,
        .. command.Network ? forwarder.Around([(ModelPort, $"{Sockets}/{SandboxFolders.ModelSocket}"), .. Collector()], command.Arguments) : command.Arguments,
    ];

    private IEnumerable<(int Port, string Socket)> Collector() => collector ? [(CollectorPort, $"{Sockets}/{SandboxFolders.CollectorSocket}")] : [];
}
