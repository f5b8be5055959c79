using System.IO.Enumeration;

namespace Tracing.Adapters.Workdir;

/// <summary>
/// Walks a working folder in ordinal order and takes its snapshot. Files may come and go meanwhile: what is gone when it is looked at
/// was not there. Links are never followed, so there are no loops, and nothing outside the folder is read.
/// </summary>
public sealed class SnapshotReader
{
    private const string GitFolderName = ".git";

    // What the framework puts for bytes of a name that are no UTF-8; such a file cannot be opened by the name that was read.
    private const char NoText = '\uFFFD';

    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };

    private readonly string _root;
    private readonly SnapshotOptions _options;
    private readonly ContentReader _contents;
    private readonly Dictionary<string, SnapshotEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _gitFolders = [];
    private readonly Stack<(string Path, bool Named)> _ahead = new();

    private SnapshotReader(string root, SnapshotOptions options, WorkdirSnapshot? before)
    {
        _root = root;
        _options = options;
        _contents = new ContentReader(options, before);
    }

    /// <summary>Takes a snapshot.</summary>
    /// <param name="folder">The folder; itself it may be a link.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="before">An earlier snapshot: of files that are as they were then no bytes are kept.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static WorkdirSnapshot Take(string folder, SnapshotOptions options, WorkdirSnapshot? before, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException("The working folder does not exist.");
        }

        return new SnapshotReader(Path.GetFullPath(folder), options, before).Walk(cancellation);
    }

    private WorkdirSnapshot Walk(CancellationToken cancellation)
    {
        int looked = 0;
        bool complete = true;
        Open("");
        while (complete && _ahead.TryPop(out (string Path, bool Named) next))
        {
            cancellation.ThrowIfCancellationRequested();
            complete = ++looked <= _options.MostEntries;
            if (complete)
            {
                Look(next.Path, next.Named, cancellation);
            }
        }

        _gitFolders.Sort(StringComparer.Ordinal);
        return new WorkdirSnapshot { Entries = _entries, GitFolders = _gitFolders, Complete = complete };
    }

    private void Look(string path, bool named, CancellationToken cancellation)
    {
        if (path == _options.OwnGitFolder)
        {
            return;
        }

        string place = Path.Join(_root, path);
        switch (named ? FileStatus.Of(place) : null)
        {
            case null when !named:
                Add(new SnapshotEntry { Path = path, Kind = EntryKind.Unreadable, Problem = "its name is not UTF-8" });
                break;
            case { Type: FileType.Unknown }:
                Add(new SnapshotEntry { Path = path, Kind = EntryKind.Unreadable, Problem = "it may not be looked at" });
                break;
            case { Type: FileType.Folder } when Path.GetFileName(path) == GitFolderName:
                _gitFolders.Add(path);
                break;
            case { Type: FileType.Folder }:
                Open(path);
                break;
            case { Type: FileType.Link }:
                AddLink(path, place);
                break;
            case { Type: FileType.Special }:
                Add(new SnapshotEntry { Path = path, Kind = EntryKind.Special });
                break;
            case { } status when _contents.Read(path, place, status, cancellation) is { } entry:
                Add(entry);
                break;
        }
    }

    // Puts what lies in a folder ahead so that it is taken in ordinal order.
    private void Open(string path)
    {
        List<string> names;
        try
        {
            names = [.. new FileSystemEnumerable<string>(Path.Join(_root, path), (ref FileSystemEntry entry) => entry.FileName.ToString(), EveryEntry)
                .Take(_options.MostEntries + 1)];
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Add(new SnapshotEntry { Path = path.Length == 0 ? "." : path, Kind = EntryKind.Unreadable, Problem = "the folder could not be read" });
            return;
        }

        names.Sort(StringComparer.Ordinal);
        for (int i = names.Count - 1; i >= 0; i--)
        {
            string child = path.Length == 0 ? names[i] : path + '/' + names[i];
            // A name that truly holds the replacement character is UTF-8 and can be looked at.
            _ahead.Push((child, !names[i].Contains(NoText, StringComparison.Ordinal) || FileStatus.Of(Path.Join(_root, child)) is not null));
        }
    }

    private void AddLink(string path, string place)
    {
        try
        {
            if (new FileInfo(place).LinkTarget is { } target)
            {
                Add(new SnapshotEntry { Path = path, Kind = EntryKind.Symlink, Target = target });
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Add(new SnapshotEntry { Path = path, Kind = EntryKind.Unreadable, Problem = "the link could not be read" });
        }
    }

    private void Add(SnapshotEntry entry) => _entries[entry.Path] = entry;
}
