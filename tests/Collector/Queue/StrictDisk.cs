using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>
/// A disk in memory that promises no more than a real one: what was not synced, file contents and folder entries apart,
/// may be lost, kept or torn at a crash. Calls can be made to fail.
/// </summary>
public sealed class StrictDisk : IFileSystem
{
    private readonly Dictionary<string, StrictFolder> _folders = [];
    private readonly HashSet<string> _locks = [];

    /// <summary>Guards everything: the queue's writer and its reader use the disk at once.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Decides about every call before it is carried out.</summary>
    public Func<DiskCall, DiskFault?>? Faults { get; set; }

    /// <summary>Calls that change something, so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Every later call fails, as for a process that is no more.</summary>
    public bool Crashed { get; private set; }

    /// <summary>What the disk holds after a crash now.</summary>
    public StrictDisk AfterCrash(CrashPolicy policy, Random random)
    {
        lock (Gate)
        {
            var clone = new StrictDisk();
            foreach (var (path, folder) in _folders)
            {
                clone._folders[path] = folder.AfterCrash(policy, random);
            }

            return clone;
        }
    }

    /// <summary>The process was killed and the machine was not: what was not synced is there and still not synced.</summary>
    public void Restart()
    {
        lock (Gate)
        {
            Crashed = false;
            Faults = null;
            _locks.Clear();
        }
    }

    /// <summary>Names in a folder, with the content of each.</summary>
    public IReadOnlyDictionary<string, byte[]> Files(string folder)
    {
        lock (Gate)
        {
            return Folder(folder).Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Content);
        }
    }

    /// <summary>Replaces a file's content, durably, behind everybody's back.</summary>
    public void Tamper(string path, byte[]? content)
    {
        lock (Gate)
        {
            var folder = Folder(Path.GetDirectoryName(path)!);
            folder.Remove(Path.GetFileName(path));
            if (content is not null)
            {
                folder.Add(Path.GetFileName(path), new StrictInode(content));
            }

            folder.Sync();
        }
    }

    public void CreateDirectory(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Read, path);
            _folders.TryAdd(path, new StrictFolder());
        }
    }

    public IReadOnlyList<FileEntry> List(string directory)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Read, directory);
            return [.. Folder(directory).Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new FileEntry(entry.Key, entry.Value.Content.Length))];
        }
    }

    public IStoredFile Create(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Create, path);
            var inode = new StrictInode([]);
            if (Folder(Path.GetDirectoryName(path)!).Entries.ContainsKey(Path.GetFileName(path)))
            {
                throw new IOException($"{path} exists");
            }

            Folder(Path.GetDirectoryName(path)!).Add(Path.GetFileName(path), inode);
            return new StrictFile(this, inode, path);
        }
    }

    public IStoredFile Open(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Read, path);
            return new StrictFile(this, Find(path), path);
        }
    }

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Rename, to);
            var inode = Find(from);
            if (Path.GetDirectoryName(from) == Path.GetDirectoryName(to))
            {
                Folder(Path.GetDirectoryName(from)!).Rename(Path.GetFileName(from), Path.GetFileName(to));
                return;
            }

            Folder(Path.GetDirectoryName(to)!).Add(Path.GetFileName(to), inode);
            Folder(Path.GetDirectoryName(from)!).Remove(Path.GetFileName(from));
        }
    }

    public void Delete(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Delete, path);
            Find(path);
            Folder(Path.GetDirectoryName(path)!).Remove(Path.GetFileName(path));
        }
    }

    public void SyncDirectory(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.SyncFolder, path);
            Folder(path).Sync();
        }
    }

    public IDisposable Lock(string path)
    {
        lock (Gate)
        {
            Reach(DiskCallKind.Read, path);
            return _locks.Add(path)
                ? new Unlock(() => _locks.Remove(path))
                : throw new QueueRefusedException($"{path} is held");
        }
    }

    /// <summary>Counts a call and lets it fail. Returns how many bytes of a write may pass; all if null.</summary>
    internal int? Reach(DiskCallKind kind, string path)
    {
        if (kind != DiskCallKind.Read)
        {
            Changes++;
        }

        if (Crashed)
        {
            throw new IOException("the process is gone");
        }

        switch (Faults?.Invoke(new DiskCall(kind, path, Changes)))
        {
            case null:
                return null;
            case DiskFault.Crash:
                // A write that the crash interrupts may still have reached the disk, in part.
                Crashed = true;
                return kind == DiskCallKind.Write ? int.MaxValue : throw new IOException("the process is gone");
            case DiskFault.Error:
                throw new IOException($"input/output error: {kind} {path}");
            case DiskFault.NoSpace:
                throw new StorageFullException($"no space left: {kind} {path}");
            case DiskFault.ShortWrite:
                return kind == DiskCallKind.Write ? 40 : throw new StorageFullException($"no space left: {kind} {path}");
            default:
                throw new InvalidOperationException();
        }
    }

    private StrictFolder Folder(string path) =>
        _folders.TryGetValue(path, out var folder) ? folder : throw new DirectoryNotFoundException(path);

    private StrictInode Find(string path) =>
        Folder(Path.GetDirectoryName(path)!).Entries.TryGetValue(Path.GetFileName(path), out var inode)
            ? inode
            : throw new FileNotFoundException(path);

    private sealed class Unlock(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
