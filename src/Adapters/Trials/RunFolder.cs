using System.Text.Json;
using Tracing.Adapters.Files;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Trials;

/// <summary>
/// The folder of one run while it lasts: the agent's working folder and home, sockets, and what was captured. A file in it is locked as long as the process
/// that made it lives; by that a later process knows what was left behind.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string LockName = "lock";
    private const string NoteName = "run.json";

    private readonly FileStream held;

    private RunFolder(string path, RunNote? note, FileStream held)
    {
        Path = path;
        Note = note;
        this.held = held;
        Folders = new SandboxFolders(System.IO.Path.Join(path, "work"), System.IO.Path.Join(path, "home"), SocketFolder.Of(path));
        Mark = note is null ? null : new RunMark(note.Mark);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Whose it is; null where the run has told its end.</summary>
    public RunNote? Note { get; }

    /// <summary>The folders that a sandbox shows.</summary>
    public SandboxFolders Folders { get; }

    /// <summary>The mark of the run's processes; null where there are none any more.</summary>
    public RunMark? Mark { get; }

    /// <summary>Makes the folder of a new run; nobody else may look into it.</summary>
    /// <param name="root">Folder of all runs.</param>
    /// <param name="note">Whose it is.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static RunFolder Create(string root, RunNote note)
    {
        string path = System.IO.Path.Join(root, Guid.CreateVersion7().ToString("N")[..20]);
        OwnerOnly.MakeFolder(path);
        var held = new FileStream(System.IO.Path.Join(path, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            File.WriteAllText(System.IO.Path.Join(path, NoteName), JsonSerializer.Serialize(note));
            SocketFolder.Make(path);
            var folder = new RunFolder(path, note, held);
            Directory.CreateDirectory(folder.Folders.Work);
            Directory.CreateDirectory(folder.Folders.Home);
            return folder;
        }
        catch
        {
            // What there is of it is not a run's: the next process deletes it, and tells no end.
            File.Delete(System.IO.Path.Join(path, NoteName));
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes a folder whose process is gone.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Locked by this process from now on; null where its process lives, or it is no run's folder.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static RunFolder? TryTake(string path)
    {
        FileStream? held = null;
        try
        {
            held = new FileStream(System.IO.Path.Join(path, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return new RunFolder(path, ReadNote(System.IO.Path.Join(path, NoteName)), held);
        }
        catch (IOException) when (held is null)
        {
            // Held by a living process, or made this very moment.
            return null;
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>A path for something that was captured.</summary>
    /// <param name="name">Its name.</param>
    public string CaptureFile(string name) => System.IO.Path.Join(Path, name);

    /// <summary>
    /// Deletes everything, whatever rights and names the agent has left in it; first the note, for the run has told its end, and last the lock: as long as
    /// anything is there, a later process can take it.
    /// </summary>
    /// <exception cref="IOException">Something cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Delete()
    {
        File.Delete(System.IO.Path.Join(Path, NoteName));
        if (Folders.Sockets != System.IO.Path.Join(Path, SocketFolder.Name))
        {
            StubbornTree.Delete(Folders.Sockets);
        }

        string lockFile = System.IO.Path.Join(Path, LockName);
        foreach (string entry in Directory.EnumerateFileSystemEntries(Path).Where(entry => entry != lockFile))
        {
            StubbornTree.Delete(entry);
        }

        Directory.Delete(Path, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    // A torn one is of a process that ended before anything was started.
    private static RunNote? ReadNote(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<RunNote>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
