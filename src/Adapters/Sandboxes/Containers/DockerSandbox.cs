namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>
/// A container for every command, so that nothing of one is left for the next but the working folder and the home. Its network is loopback alone; for the
/// agent the forwarder leads from two of its ports to the sockets of the run, and nowhere else.
/// </summary>
/// <param name="folders">The run's folders.</param>
/// <param name="image">The image.</param>
/// <param name="setting">What bounds containers.</param>
/// <param name="mark">The run's mark: the label of its containers.</param>
/// <param name="collector">Whether a socket leads to the collector.</param>
public sealed class DockerSandbox(SandboxFolders folders, ContainerImage image, ContainerSetting setting, RunMark mark, bool collector) : ISandbox
{
    private const string Work = "/workspace";
    private const string Home = "/home/agent";
    private const string Report = "/run/tracing-limits";

    // A terminal of its own is inside: this machine's hands its bytes on as they are.
    private static readonly string[] OnTerminal = ["sh", "-c", "stty raw -echo <&1; exec \"$@\"", "sh"];

    /// <summary>Argument of the client that puts the forwarder into a container.</summary>
    internal static string Forwarder { get; } = Mount(ForwarderProgram.Path, ForwarderProgram.Inside) + ",readonly";

    /// <inheritdoc/>
    public SandboxKind Kind => SandboxKind.Docker;

    /// <inheritdoc/>
    public string WorkPath => Work;

    /// <inheritdoc/>
    public string HomePath => Home;

    /// <inheritdoc/>
    public SandboxAddresses Addresses { get; } = SandboxWays.Addresses(collector);

    /// <inheritdoc/>
    public async Task<SandboxLaunch> PrepareAsync(SandboxCommand command, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string report = Path.Join(Path.GetDirectoryName(folders.Work), "limits-" + Path.GetRandomFileName());
        await File.WriteAllTextAsync(report, "", cancellation);

        // Not to be ended half way: the engine would make the container all the same.
        string made = await DockerClient.SucceedAsync(
            [
                "create", $"--label={ContainerEngine.Label}={mark.Value}", .. setting.Arguments, "--log-driver=none", "--hostname=sandbox", "--workdir=" + Work,
                .. Mounts(command, report), .. Variables(command), .. command.Terminal is null ? Array.Empty<string>() : ["--tty"],
                "--entrypoint=" + ForwarderProgram.Inside, image.Id, .. ForwarderProgram.Arguments(command.Network ? SandboxWays.Of(Addresses) : [], command.Arguments, Options(command)),
            ],
            CancellationToken.None,
            command.Environment.Where(variable => !DockerClient.IsOwn(variable.Key)).ToDictionary(StringComparer.Ordinal));
        string id = made.Trim().Split('\n')[^1];
        string[] start = [DockerClient.Program, "start", "--attach", id];
        return new ContainerLaunch(id, command.Terminal is null ? start : [.. OnTerminal, .. start], DockerClient.Environment, report);
    }

    /// <summary>Removes what containers of the run there still are.</summary>
    /// <exception cref="SandboxException">The engine does not answer, or one could not be removed.</exception>
    public Task RemoveAsync() => ContainerEngine.RemoveAsync(mark, ContainerEngine.Address);

    private static IEnumerable<string> Options(SandboxCommand command) =>
        ["--pass-signals", "--report", Report, .. command.Terminal is { } size ? ["--size", FormattableString.Invariant($"{size.Columns}x{size.Rows}"), "--no-input"] : Array.Empty<string>()];

    private IEnumerable<string> Mounts(SandboxCommand command, string report)
    {
        yield return Mount(folders.Work, Work);
        yield return Mount(folders.Home, Home);
        yield return Mount(report, Report);
        yield return Forwarder;
        if (command.Network)
        {
            yield return Mount(folders.Sockets, SandboxWays.Sockets) + ",readonly";
        }
    }

    // Fields of a line of CSV: a path may hold a comma.
    private static string Mount(string from, string to) => $"--mount=type=bind,\"src={from.Replace("\"", "\"\"", StringComparison.Ordinal)}\",dst={to}";

    // What could be a secret goes by the client's environment: a command line can be read by every user. A proxy that the client's own configuration puts into
    // containers would be asked for loopback.
    private static IEnumerable<string> Variables(SandboxCommand command) =>
    [
        "--env=HOME=" + Home, "--env=TZ=UTC", "--env=LANG=C.UTF-8", "--env=NO_PROXY=127.0.0.1,localhost", "--env=no_proxy=127.0.0.1,localhost",
        .. command.Environment.Select(variable => "--env=" + (DockerClient.IsOwn(variable.Key) ? $"{variable.Key}={variable.Value}" : variable.Key)),
    ];
}
