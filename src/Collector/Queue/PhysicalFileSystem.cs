namespace Tracing.Collector.Queue;

/// <summary>The disk of this machine.</summary>
public sealed class PhysicalFileSystem : IFileSystem
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        var info = new DirectoryInfo(path);
        if (info.LinkTarget is not null)
        {
            throw new QueueRefusedException($"{path} is a symbolic link; name the folder itself.");
        }

        if (OperatingSystem.IsWindows())
        {
            info.Create();
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        if ((File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0)
        {
            throw new QueueRefusedException($"{path} may be written by everyone; run chmod o-w on it.");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry> List(string directory)
    {
        var entries = new List<FileEntry>();
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles())
        {
            RefuseLink(file);
            entries.Add(new FileEntry(file.Name, file.Length));
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    /// <inheritdoc/>
    public IStoredFile Create(string path) => Open(path, FileMode.CreateNew);

    /// <inheritdoc/>
    public IStoredFile Open(string path)
    {
        RefuseLink(new FileInfo(path));
        return Open(path, FileMode.Open);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to) => Guard(() => File.Move(from, to, overwrite: true));

    /// <inheritdoc/>
    public void Delete(string path) => Guard(() => File.Delete(path));

    /// <inheritdoc/>
    public void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            NativeFileCalls.SyncDirectory(path);
        }
    }

    /// <inheritdoc/>
    public IDisposable Lock(string path)
    {
        RefuseLink(new FileInfo(path));
        try
        {
            // FileShare.None is an exclusive flock on Unix: it ends with the process, however that ends.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            return new FileStream(path, options);
        }
        catch (IOException e) when (e is not StorageFullException && e.GetType() == typeof(IOException))
        {
            throw new QueueRefusedException($"{path} is held by another process; only one may use this folder. ({e.Message})");
        }
    }

    internal static IOException Translate(IOException error) =>
        error.HResult is NoSpace or QuotaExceeded or WindowsDiskFull && error is not StorageFullException
            ? new StorageFullException(error.Message, error)
            : error;

    internal static void Guard(Action call)
    {
        try
        {
            call();
        }
        catch (IOException e) when (Translate(e) is StorageFullException full && !ReferenceEquals(full, e))
        {
            throw Translate(e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static PhysicalFile Open(string path, FileMode mode)
    {
        PhysicalFile? file = null;
        Guard(() =>
        {
            var handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            file = new PhysicalFile(handle, path);
            if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(handle, OwnerOnly);
            }
        });
        return file!;
    }

    private static void RefuseLink(FileInfo file)
    {
        if (file.LinkTarget is not null)
        {
            throw new QueueRefusedException($"{file.FullName} is a symbolic link; remove it.");
        }
    }
}
