using System.Diagnostics;
using System.Net.NetworkInformation;
using Tracing.Processes;
using Tracing.Processes.Player;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>A network namespace with a loopback device alone, and a process namespace that leaves nothing behind.</summary>
internal static class Isolation
{
    private const string Mark = "AGENTS_ISOLATED";

    /// <summary>True when this process already runs inside.</summary>
    public static bool IsInside => Environment.GetEnvironmentVariable(Mark) == "1";

    /// <summary>True when every device but loopback is missing.</summary>
    public static bool HasLoopbackOnly =>
        NetworkInterface.GetAllNetworkInterfaces().All(device => device.NetworkInterfaceType == NetworkInterfaceType.Loopback);

    /// <summary>Agents run in heavy tests alone: without those there is nothing to isolate or to install.</summary>
    public static bool LeavesOutHeavyTests(string[] arguments) =>
        arguments.Index().Any(item => item.Item == "weight=heavy" && item.Index > 0 && arguments[item.Index - 1] == "-trait-");

    /// <summary>Installs the agents and the player of recordings, while there is a network, and starts this program again inside.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> EnterAsync(string[] arguments)
    {
        await NpmFolder.InstallAsync(Path.Combine(RepositoryPaths.Root, "tests/RealAgents/agents"), CancellationToken.None);
        await PlayedRecording.InstallAsync(CancellationToken.None);
        string host = Environment.ProcessPath!;
        IEnumerable<string> self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(Isolation).Assembly.Location] : [host];
        var start = new ProcessStartInfo(
            "unshare",
            [
                "--net", .. Unprivileged(), .. ProcessNamespace,
                "sh", "-c", "ip link set lo up && exec \"$@\"", "sh", .. self, .. arguments,
            ]);
        start.Environment[Mark] = "1";
        using Process inside = Process.Start(start)!;
        await inside.WaitForExitAsync();
        return inside.ExitCode;
    }

    /// <summary>Arguments of <c>unshare</c> for a process namespace that dies with its first process.</summary>
    public static IReadOnlyList<string> ProcessNamespace { get; } = ["--pid", "--fork", "--mount-proc", "--kill-child"];

    private static IEnumerable<string> Unprivileged() =>
        Environment.IsPrivilegedProcess ? [] : ["--map-root-user"];
}
