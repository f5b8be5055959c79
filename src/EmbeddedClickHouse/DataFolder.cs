using System.Security;

namespace Tracing.EmbeddedClickHouse;

/// <summary>The engine's data folder, checked before the engine opens it, for the sake of clear errors.</summary>
internal static class DataFolder
{
    private const int CannotLockFile = 76;

    // The engine holds a lock on this file for as long as it has the folder open.
    private const string StatusFile = "status";

    /// <summary>Makes the folder when missing, tries to write and looks whether another process holds it.</summary>
    /// <param name="options">The bounds, written into the folder for the engine to read.</param>
    /// <param name="path">The absolute folder.</param>
    /// <returns>The path of the engine's configuration file.</returns>
    /// <exception cref="EngineException">Locked (Code 76), or not writable.</exception>
    public static string Prepare(EngineOptions options, string path)
    {
        try
        {
            if (OperatingSystem.IsLinux() && !Directory.Exists(path))
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            ThrowIfLocked(Path.Combine(path, StatusFile), path);
            return ServerConfig.Write(options, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new EngineException($"The data folder {path} cannot be written: {e.Message}", 0, e);
        }
    }

    /// <summary>The error for a folder that is open elsewhere.</summary>
    public static EngineException Locked(string path, Exception? cause = null) => new(
        $"The data folder {path} is in use by another process. One process at a time can open it: stop the other, or give this one a folder of its own.",
        CannotLockFile,
        cause);

    // FileShare.None is an exclusive lock of the kind that the engine takes (flock).
    private static void ThrowIfLocked(string status, string path)
    {
        if (!File.Exists(status))
        {
            return;
        }

        try
        {
            using var file = new FileStream(status, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw Locked(path, e);
        }
    }
}
