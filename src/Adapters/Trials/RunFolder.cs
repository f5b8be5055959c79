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
        Folders = new SandboxFolders(System.IO.Path.Join(path, "work"), System.IO.Path.Join(path, "home"), System.IO.Path.Join(path, "s"));
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
    public static RunFolder Create(string root, RunNote note)
    {
        string path = System.IO.Path.Join(root, Guid.CreateVersion7().ToString("N")[..20]);
        OwnerOnly.MakeFolder(path);
        var held = new FileStream(System.IO.Path.Join(path, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        File.WriteAllText(System.IO.Path.Join(path, NoteName), JsonSerializer.Serialize(note));
        var folder = new RunFolder(path, note, held);
        Directory.CreateDirectory(folder.Folders.Work);
        Directory.CreateDirectory(folder.Folders.Home);
        Directory.CreateDirectory(folder.Folders.Sockets);
        return folder;
    }

    /// <summary>Takes a folder whose process is gone.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Locked by this process from now on; null where its process lives, or it is no run's folder.</returns>
    public static RunFolder? TryTake(string path)
    {
        FileStream? held = null;
        try
        {
            held = new FileStream(System.IO.Path.Join(path, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            string file = System.IO.Path.Join(path, NoteName);
            return new RunFolder(path, File.Exists(file) ? JsonSerializer.Deserialize<RunNote>(File.ReadAllText(file)) : null, held);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            // Held by a living process, or made this very moment.
        }

        held?.Dispose();
        return null;
    }

    /// <summary>A path for something that was captured.</summary>
    /// <param name="name">Its name.</param>
    public string CaptureFile(string name) => System.IO.Path.Join(Path, name);

    /// <summary>Deletes everything, whatever rights the agent has left on it; first the note, for the run has told its end.</summary>
    public void Delete()
    {
        File.Delete(System.IO.Path.Join(Path, NoteName));
        if (!OperatingSystem.IsWindows())
        {
            foreach (string folder in Closed(Path))
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(Path, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static IEnumerable<string> Closed(string folder)
    {
        const UnixFileMode Needed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var ahead = new Stack<string>([folder]);
        while (ahead.TryPop(out string? next))
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(next) & Needed) != Needed)
            {
                yield return next;
            }

            foreach (string below in Directory.EnumerateDirectories(next).Where(path => new DirectoryInfo(path).LinkTarget is null))
            {
                ahead.Push(below);
            }
        }
    }
}
