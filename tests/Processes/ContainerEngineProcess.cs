using System.Globalization;

namespace Tracing.Processes;

/// <summary>
/// A container engine of a test: podman behind its Docker-compatible interface, with images and containers in a folder of its own, in namespaces of mounts and
/// processes that end with it. Nothing is left of it.
/// </summary>
public sealed class ContainerEngineProcess : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ChildProcess engine;

    private ContainerEngineProcess(TemporaryFolder folder, ChildProcess engine)
    {
        this.folder = folder;
        this.engine = engine;
    }

    /// <summary>The value of <c>DOCKER_HOST</c>.</summary>
    public string Address => "unix://" + folder["engine.sock"];

    /// <summary>Starts it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It ended before it answered; the message holds its output.</exception>
    public static async Task<ContainerEngineProcess> StartAsync(CancellationToken cancellation)
    {
        var folder = new TemporaryFolder();
        ChildProcess engine = ChildProcess.Start(
            "unshare",
            [
                "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
                "podman", "--root", folder["storage"], "--runroot", folder["run"], "--tmpdir", folder["tmp"], "--cgroup-manager", "cgroupfs", "--events-backend", "file", "--runtime", "runc",
                "system", "service", "--time=0", "unix://" + folder["engine.sock"],
            ]);
        var started = new ContainerEngineProcess(folder, engine);
        try
        {
            while (!await started.AnswersAsync(cancellation))
            {
                await Task.Delay(20, cancellation);
            }
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }

        return started;
    }

    /// <summary>Makes an image that holds busybox and nothing else: no libc, no .NET.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task MakePlainImageAsync(string name, CancellationToken cancellation)
    {
        string root = folder["plain"];
        string bin = Path.Join(root, "bin");
        Directory.CreateDirectory(bin);
        Directory.CreateDirectory(Path.Join(root, "tmp"));
        File.Copy("/bin/busybox", Path.Join(bin, "busybox"));
        string[] programs = ["sh", "cat", "chmod", "echo", "env", "expr", "grep", "head", "id", "ip", "kill", "ls", "mkdir", "nc", "nslookup", "ping", "ps", "sed", "setsid", "sleep", "stty", "tail", "test", "touch", "tr", "tty", "wc", "wget"];
        foreach (string program in programs)
        {
            File.CreateSymbolicLink(Path.Join(bin, program), "busybox");
        }

        await using ChildProcess tar = ChildProcess.Start("tar", ["--directory", root, "--create", "--file", folder["plain.tar"], "."]);
        await tar.WaitForExitAsync(cancellation);
        await DockerAsync(cancellation, "import", folder["plain.tar"], name);
    }

    /// <summary>Runs the Docker client on it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="arguments">The client's arguments.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    public async Task<string> DockerAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using ChildProcess docker = ChildProcess.Start("docker", arguments, environment: new Dictionary<string, string?> { ["DOCKER_HOST"] = Address });
        return await docker.WaitForExitAsync(cancellation) == 0
            ? string.Join('\n', docker.OutputLines)
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}\n{docker.Transcript}\n{engine.Transcript}");
    }

    /// <summary>Ids of all containers, running or not.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string[]> ContainersAsync(CancellationToken cancellation) =>
        (await DockerAsync(cancellation, "ps", "--all", "--quiet")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!engine.HasExited && await ContainersAsync(CancellationToken.None) is { Length: > 0 } left)
        {
            await DockerAsync(CancellationToken.None, ["rm", "--force", .. left]);
        }

        await engine.DisposeAsync();
        folder.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (engine.HasExited)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"podman ended with {engine.ExitCode}:\n{engine.Transcript}"));
        }

        await using ChildProcess version = ChildProcess.Start("docker", ["version"], environment: new Dictionary<string, string?> { ["DOCKER_HOST"] = Address });
        return await version.WaitForExitAsync(cancellation) == 0;
    }
}
