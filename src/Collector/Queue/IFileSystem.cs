namespace Tracing.Collector.Queue;

/// <summary>A regular file in a folder.</summary>
/// <param name="Name">Its name without the folder.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct FileEntry(string Name, long Length);

/// <summary>
/// All the file-system calls of queue and ledger, so that tests can crash between any two of them.
/// A change of a folder (create, rename, delete) is durable only after <see cref="SyncDirectory"/>.
/// Errors are <see cref="IOException"/> (<see cref="StorageFullException"/> when space is exhausted);
/// symbolic links are refused with <see cref="QueueRefusedException"/>.
/// </summary>
public interface IFileSystem
{
    /// <summary>Makes a folder and its parents for the owner alone; refuses one that everyone may write to.</summary>
    /// <param name="path">The folder.</param>
    void CreateDirectory(string path);

    /// <summary>The regular files of a folder, by name.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>Entries in ordinal order.</returns>
    IReadOnlyList<FileEntry> List(string directory);

    /// <summary>Makes a new empty file (0600), open for reading and writing; it must not exist.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    IStoredFile Create(string path);

    /// <summary>Opens an existing file for reading and writing.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    IStoredFile Open(string path);

    /// <summary>Renames atomically, replacing the target.</summary>
    /// <param name="from">The present name.</param>
    /// <param name="to">The new name.</param>
    void Rename(string from, string to);

    /// <summary>Deletes a file; open handles stay readable.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);

    /// <summary>Makes earlier changes of the folder's entries durable.</summary>
    /// <param name="path">The folder.</param>
    void SyncDirectory(string path);

    /// <summary>Locks a file for this process until disposed.</summary>
    /// <param name="path">The lock file, made when missing.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="QueueRefusedException">Another holder has it.</exception>
    IDisposable Lock(string path);
}
