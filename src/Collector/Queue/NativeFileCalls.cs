using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tracing.Collector.Queue;

/// <summary>The two calls the class library does not offer: a sync that reports every error, and the sync of a folder.</summary>
internal static partial class NativeFileCalls
{
    public static void SyncData(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        if (FdataSync(handle) != 0)
        {
            throw Error(path);
        }
    }

    public static void SyncDirectory(string path)
    {
        // O_RDONLY is 0 everywhere; the folder was checked to be no link when it was made.
        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw Error(path);
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FSync(handle) != 0)
        {
            throw Error(path);
        }
    }

    private static IOException Error(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return PhysicalFileSystem.Translate(new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}", error));
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FdataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
