using System.Diagnostics;

namespace Tracing.Adapters.Sandboxes;

/// <summary>What this machine can do for a sandbox, found by trying.</summary>
public static class SandboxSupport
{
    /// <summary>Whether process namespaces can be made.</summary>
    /// <param name="cancellation">Ends the try.</param>
    public static async Task<bool> HasProcessNamespacesAsync(CancellationToken cancellation) =>
        await TryAsync([.. CommandShells.ProcessNamespace, "true"], cancellation) is null;

    /// <summary>Whether bubblewrap works.</summary>
    /// <param name="cancellation">Ends the try.</param>
    /// <exception cref="SandboxException">It does not; the message tells why.</exception>
    public static async Task CheckBubblewrapAsync(CancellationToken cancellation)
    {
        string? fault = await TryAsync(["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--unshare-net", "true"], cancellation);
        if (fault is not null)
        {
            throw new SandboxException($"The sandbox bwrap does not work here: {fault} Install bubblewrap and allow it to make namespaces, or use --sandbox none.");
        }
    }

    private static async Task<string?> TryAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        if (await ProgramProbe.RunAsync(new ProcessStartInfo(command[0], command.Skip(1)), cancellation) is not { } ended)
        {
            return $"{command[0]} is not installed.";
        }

        string told = ended.Errors.Trim();
        return ended.ExitCode == 0 ? null : told.Length > 0 ? told.TrimEnd('.') + "." : $"{command[0]} ended with {ended.ExitCode}.";
    }
}
