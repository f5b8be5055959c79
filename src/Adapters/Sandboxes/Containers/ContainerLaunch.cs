using System.Globalization;
using System.Text.Json;

namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>A container that has been made: started by the client, which hands on output and the size of a terminal.</summary>
/// <param name="id">Its id.</param>
/// <param name="arguments">What starts it.</param>
/// <param name="environment">Environment of that.</param>
/// <param name="report">Where the forwarder tells which limits were reached.</param>
internal sealed class ContainerLaunch(string id, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string report) : SandboxLaunch(arguments, environment)
{
    /// <inheritdoc/>
    public override async Task AskToEndAsync(RunMark mark, EndSignal by)
    {
        // Not by a signal to the client: it would hand it on, and end before the container does.
        try
        {
            await DockerClient.RunAsync(["kill", by == EndSignal.Interrupt ? "--signal=INT" : "--signal=TERM", id], CancellationToken.None);
        }
        catch (SandboxException)
        {
            // It is ended unasked then.
        }
    }

    /// <inheritdoc/>
    public override async Task<CommandEnding> EndAsync(CommandEnding seen)
    {
        ContainerState state = seen.ExitCode is null ? new("exited", 0, false, "") : await StateAsync();
        await DockerClient.SucceedAsync(["rm", "--force", "--volumes", id], CancellationToken.None);
        if (state.Status != "exited")
        {
            throw new SandboxException($"The container was not run to its end (it is '{state.Status}'). {state.Error}".TrimEnd());
        }

        return seen with
        {
            ExitCode = seen.ExitCode is null ? null : state.ExitCode,
            Container = new ContainerEnding(id, Math.Max(Reached("memory"), state.OutOfMemory ? 1 : 0), Reached("processes")),
        };
    }

    private long Reached(string limit) => File.ReadLines(report)
        .Select(line => line.Split(' '))
        .Where(parts => parts.Length == 2 && parts[0] == limit)
        .Select(parts => long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long times) ? times : 0)
        .FirstOrDefault();

    private async Task<ContainerState> StateAsync()
    {
        using JsonDocument json = JsonDocument.Parse(await DockerClient.SucceedAsync(["inspect", "--type=container", "--format={{json .State}}", id], CancellationToken.None));
        JsonElement state = json.RootElement;
        return new ContainerState(
            state.GetProperty("Status").GetString()!,
            state.GetProperty("ExitCode").GetInt32(),
            state.GetProperty("OOMKilled").GetBoolean(),
            state.TryGetProperty("Error", out JsonElement error) ? error.GetString() ?? "" : "");
    }

    private sealed record ContainerState(string Status, int ExitCode, bool OutOfMemory, string Error);
}
