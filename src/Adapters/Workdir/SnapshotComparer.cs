using Tracing.Vocabulary;

namespace Tracing.Adapters.Workdir;

/// <summary>Compares two snapshots. The same snapshots give the same changes.</summary>
public static class SnapshotComparer
{
    /// <summary>Compares.</summary>
    /// <param name="before">Before the run.</param>
    /// <param name="after">After the run.</param>
    /// <param name="bounds">Bounds of the diffs.</param>
    /// <returns>The changes.</returns>
    public static WorkdirComparison Compare(WorkdirSnapshot before, WorkdirSnapshot after, DiffBounds bounds)
    {
        List<SnapshotEntry> removed = [.. before.Entries.Values.Where(entry => !after.Entries.ContainsKey(entry.Path)).OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        List<SnapshotEntry> added = [.. after.Entries.Values.Where(entry => !before.Entries.ContainsKey(entry.Path)).OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        IReadOnlyList<(SnapshotEntry From, SnapshotEntry To)> renamed = Renames.Pair(removed, added);
        var gone = renamed.Select(pair => pair.From).ToHashSet(ReferenceEqualityComparer.Instance);
        var come = renamed.Select(pair => pair.To).ToHashSet(ReferenceEqualityComparer.Instance);
        IEnumerable<WorkdirChange> changes =
        [
            .. removed.Where(entry => !gone.Contains(entry)).Select(entry => Change(FileChanges.Removed, entry, null)),
            .. added.Where(entry => !come.Contains(entry)).Select(entry => Change(FileChanges.Added, null, entry)),
            .. renamed.Select(pair => Change(FileChanges.Renamed, pair.From, pair.To)),
            .. after.Entries.Values
                .Where(entry => before.Entries.TryGetValue(entry.Path, out SnapshotEntry? then) && !then.SameAs(entry))
                .Select(entry => Change(FileChanges.Modified, before.Entries[entry.Path], entry)),
        ];
        var patch = new PatchWriter(bounds);
        return new WorkdirComparison
        {
            Changes = [.. changes.OrderBy(change => change.Path, StringComparer.Ordinal).Select(patch.Write)],
            ExtraGitFolders = [.. after.GitFolders.Except(before.GitFolders, StringComparer.Ordinal)],
            Unread =
            [
                .. after.Entries.Values
                    .Where(entry => entry.Kind == EntryKind.Unreadable && before.Entries.GetValueOrDefault(entry.Path)?.Kind == EntryKind.Unreadable)
                    .Select(entry => entry.Path)
                    .Order(StringComparer.Ordinal),
            ],
            Complete = before.Complete && after.Complete,
        };
    }

    private static WorkdirChange Change(string change, SnapshotEntry? before, SnapshotEntry? after) => new()
    {
        Change = change,
        Path = (after ?? before)!.Path,
        From = change == FileChanges.Renamed ? before!.Path : null,
        Before = before,
        After = after,
        Diff = "",
    };
}
