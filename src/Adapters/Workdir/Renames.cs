namespace Tracing.Adapters.Workdir;

/// <summary>
/// Finds the files that only have another path: one that is gone and one that is new, of the same bytes. Of several, those that kept
/// their name belong together first, then each to the next in ordinal order. An empty file tells nothing and is no rename.
/// </summary>
internal static class Renames
{
    /// <summary>Pairs files.</summary>
    /// <param name="removed">What is gone, in ordinal order.</param>
    /// <param name="added">What is new, in ordinal order.</param>
    /// <returns>The pairs; each entry is in one at most.</returns>
    public static IReadOnlyList<(SnapshotEntry From, SnapshotEntry To)> Pair(IEnumerable<SnapshotEntry> removed, IEnumerable<SnapshotEntry> added)
    {
        var pairs = new List<(SnapshotEntry, SnapshotEntry)>();
        ILookup<string, SnapshotEntry> targets = added.Where(Tells).ToLookup(entry => entry.Sha256!, StringComparer.Ordinal);
        foreach (IGrouping<string, SnapshotEntry> sources in removed.Where(Tells).GroupBy(entry => entry.Sha256!, StringComparer.Ordinal))
        {
            var names = targets[sources.Key].GroupBy(Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<SnapshotEntry>(group), StringComparer.Ordinal);
            var taken = new HashSet<SnapshotEntry>(ReferenceEqualityComparer.Instance);
            var moved = new List<SnapshotEntry>();
            foreach (SnapshotEntry source in sources)
            {
                if (names.TryGetValue(Name(source), out Queue<SnapshotEntry>? same) && same.TryDequeue(out SnapshotEntry? target))
                {
                    pairs.Add((source, target));
                    taken.Add(target);
                }
                else
                {
                    moved.Add(source);
                }
            }

            pairs.AddRange(moved.Zip(targets[sources.Key].Where(target => !taken.Contains(target))));
        }

        return pairs;
    }

    private static bool Tells(SnapshotEntry entry) => entry is { Kind: EntryKind.File, Sha256: not null, Size: > 0 };

    private static string Name(SnapshotEntry entry) => Path.GetFileName(entry.Path);
}
