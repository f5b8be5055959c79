namespace Tracing.Adapters.Workdir;

/// <summary>What lay in a working folder at one time.</summary>
public sealed record WorkdirSnapshot
{
    /// <summary>Files, links and what could not be read, by path. Folders are told by what lies in them: an empty one is not.</summary>
    public required IReadOnlyDictionary<string, SnapshotEntry> Entries { get; init; }

    /// <summary>Paths of <c>.git</c> folders beside the task's own, in ordinal order. Nothing in them is an entry.</summary>
    public required IReadOnlyList<string> GitFolders { get; init; }

    /// <summary>Whether everything was looked at.</summary>
    public required bool Complete { get; init; }
}
