using System.Globalization;
using System.Text;
using Tracing.Adapters.Files;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Trials;

/// <summary>Where the sockets of a run lie: in its folder, and where their paths would be too long for a socket in a folder of its own below the temporary one.</summary>
internal static class SocketFolder
{
    /// <summary>Its name in the run's folder.</summary>
    public const string Name = "s";

    // Beside a byte that ends it, in sockaddr_un of Linux and of macOS.
    private const int MostBytes = 103;

    private const string ElsewhereName = "sockets";

    /// <summary>Makes it.</summary>
    /// <param name="run">The run's folder.</param>
    /// <exception cref="IOException">There is no place whose path is short enough.</exception>
    public static void Make(string run)
    {
        string within = Path.Join(run, Name);
        if (IsShort(within))
        {
            OwnerOnly.MakeFolder(within);
            return;
        }

        // Made by the system under a name that nobody can guess, for this user alone.
        string elsewhere = Directory.CreateTempSubdirectory("tracing-").FullName;
        File.WriteAllText(Path.Join(run, ElsewhereName), elsewhere);
        if (!IsShort(elsewhere))
        {
            Directory.Delete(elsewhere);
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"A sandbox needs sockets, whose paths may have {MostBytes} bytes: neither {run} nor {elsewhere} is short enough. Give a shorter --data folder, or a shorter TMPDIR."));
        }
    }

    /// <summary>Finds it.</summary>
    /// <param name="run">The run's folder.</param>
    public static string Of(string run)
    {
        string elsewhere = Path.Join(run, ElsewhereName);
        return File.Exists(elsewhere) && File.ReadAllText(elsewhere) is { Length: > 0 } path ? path : Path.Join(run, Name);
    }

    private static bool IsShort(string folder) => Encoding.UTF8.GetByteCount(Path.Join(folder, SandboxFolders.CollectorSocket)) <= MostBytes;
}
