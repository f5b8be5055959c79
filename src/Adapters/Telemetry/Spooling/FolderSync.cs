using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tracing.Adapters.Telemetry.Spooling;

/// <summary>Brings a folder's names to the disk, which the framework cannot: a file that was renamed may else be missing after a loss of power.</summary>
internal static partial class FolderSync
{
    private const int ReadOnlyAndCloseOnExec = 0x80000;

    /// <summary>Flushes a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It could not.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var folder = new SafeFileHandle(Open(path, ReadOnlyAndCloseOnExec), ownsHandle: true);
        if (folder.IsInvalid || Sync(folder) != 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle handle);
}
