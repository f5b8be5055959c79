using Tracing.Scoring;
using Tracing.Scoring.Evidence;

namespace Tracing.Adapters.Workdir;

/// <summary>The protected files of a task in two snapshots.</summary>
public static class ProtectedPaths
{
    /// <summary>All paths that a pattern reaches, before or after.</summary>
    /// <param name="before">Before the run.</param>
    /// <param name="after">After the run.</param>
    /// <param name="patterns">Patterns of the protected paths; none where the task protects nothing.</param>
    /// <returns>By path; null where files are protected and a snapshot is not whole.</returns>
    public static IReadOnlyList<ProtectedFile>? Of(WorkdirSnapshot before, WorkdirSnapshot after, IReadOnlyList<GlobPattern> patterns)
    {
        if (patterns.Count == 0)
        {
            return [];
        }

        if (!before.Complete || !after.Complete)
        {
            return null;
        }

        return
        [
            .. before.Entries.Keys.Union(after.Entries.Keys, StringComparer.Ordinal)
                .Where(path => patterns.Any(pattern => pattern.Matches(path)))
                .Order(StringComparer.Ordinal)
                .Select(path => Pair(path, before.Entries.GetValueOrDefault(path), after.Entries.GetValueOrDefault(path))),
        ];
    }

    // A file that became unreadable is still there: whether it was touched is not known.
    private static ProtectedFile Pair(string path, SnapshotEntry? before, SnapshotEntry? after) =>
        new(path, State(before), State(after), before?.Kind == EntryKind.Unreadable || after?.Kind == EntryKind.Unreadable);

    private static string? State(SnapshotEntry? entry) => entry is null ? null : $"{entry.Kind}:{entry.Sha256}{entry.Target}";
}
