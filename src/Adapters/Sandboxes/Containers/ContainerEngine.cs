using System.Text.Json;

namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>The container engine that the Docker client leads to, asked before trials and after them.</summary>
public static class ContainerEngine
{
    /// <summary>Label of every container of a run; its value is the run's <see cref="RunMark"/>.</summary>
    public const string Label = "tracing.run";

    /// <summary>Where the engine is, if the environment says so: what a later process needs to find the same.</summary>
    public static string Address => DockerClient.Environment.GetValueOrDefault("DOCKER_HOST", "");

    /// <summary>Checks that it can run containers.</summary>
    /// <param name="options">The containers' options.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SandboxException">It cannot; the message tells why.</exception>
    public static async Task<ContainerSetting> CheckAsync(DockerOptions options, CancellationToken cancellation)
    {
        (int exitCode, string output, string errors) = await DockerClient.RunAsync(["info", "--format", "{{json .SecurityOptions}}"], cancellation);
        return exitCode == 0
            ? new ContainerSetting(options, output.Contains("name=rootless", StringComparison.Ordinal))
            : throw new SandboxException($"The container engine does not answer: {errors.Trim()} Start it, or set DOCKER_HOST to where it is, or use another --sandbox.");
    }

    /// <summary>Looks for an image; nothing is pulled.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null where the engine has none of that name.</returns>
    public static async Task<ContainerImage?> FindImageAsync(string name, CancellationToken cancellation)
    {
        (int exitCode, string output, _) = await DockerClient.RunAsync(["image", "inspect", "--format", "{\"id\":{{json .Id}},\"digests\":{{json .RepoDigests}}}", name], cancellation);
        if (exitCode != 0)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement digests = json.RootElement.GetProperty("digests");
        string id = json.RootElement.GetProperty("id").GetString()!;
        return new ContainerImage(
            name,
            id.Contains(':', StringComparison.Ordinal) ? id : "sha256:" + id,
            digests.ValueKind == JsonValueKind.Array ? [.. digests.EnumerateArray().Select(digest => digest.GetString()!)] : []);
    }

    /// <summary>Tries a container of an image with all that bounds it: whether the engine allows the limits, and sees this machine's files.</summary>
    /// <param name="image">The image.</param>
    /// <param name="setting">What bounds it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SandboxException">It cannot be run; the message tells what the engine said.</exception>
    public static async Task TryAsync(ContainerImage image, ContainerSetting setting, CancellationToken cancellation)
    {
        (int exitCode, _, string errors) = await DockerClient.RunAsync(
            ["run", "--rm", .. setting.Arguments, DockerSandbox.Forwarder, "--entrypoint=" + ForwarderProgram.Inside, image.Id, "--check"], cancellation);
        if (exitCode != 0)
        {
            throw new SandboxException($"The container engine cannot run a container of {image.Name} with the limits run.docker.*: {errors.Trim()}");
        }
    }

    /// <summary>Runs a program of an image to its end.</summary>
    /// <param name="image">The image.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="setting">What bounds it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What it printed; null where it failed.</returns>
    public static async Task<string?> OutputAsync(ContainerImage image, IReadOnlyList<string> command, ContainerSetting setting, CancellationToken cancellation)
    {
        var mark = new RunMark(Guid.CreateVersion7().ToString("N"));
        try
        {
            (int exitCode, string output, _) = await DockerClient.RunAsync(
                ["run", "--rm", $"--label={Label}={mark.Value}", .. setting.Arguments, "--env=HOME=/tmp", "--entrypoint=" + command[0], image.Id, .. command.Skip(1)], cancellation);
            return exitCode == 0 ? output : null;
        }
        finally
        {
            await RemoveAsync(mark, Address);
        }
    }

    /// <summary>Removes the containers of a run, whatever they do.</summary>
    /// <param name="mark">The run's mark.</param>
    /// <param name="address">Where the engine is; empty: where the client looks by itself.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="SandboxException">The engine does not answer, or one could not be removed.</exception>
    public static async Task<int> RemoveAsync(RunMark mark, string address)
    {
        Dictionary<string, string> engine = address.Length > 0 ? new(StringComparer.Ordinal) { ["DOCKER_HOST"] = address } : [];
        string listed = await DockerClient.SucceedAsync(["ps", "--all", "--quiet", "--no-trunc", $"--filter=label={Label}={mark.Value}"], CancellationToken.None, engine);
        string[] containers = listed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (containers.Length > 0)
        {
            await DockerClient.SucceedAsync(["rm", "--force", "--volumes", .. containers], CancellationToken.None, engine);
        }

        return containers.Length;
    }
}
