using Tracing.Adapters.Workdir;

namespace Tracing.Adapters.Trials;

/// <summary>The texts of a working folder, for an agent that sees only files which are named to it.</summary>
internal static class NamedFiles
{
    private const int MostFiles = 100;
    private const long MostBytes = 64 << 10;

    /// <summary>Finds them; hidden ones and those too large are none.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths below it, in ordinal order.</returns>
    public static IReadOnlyList<string> Of(WorkdirSnapshot folder) =>
    [
        .. folder.Entries.Values.Where(entry => entry.Kind == EntryKind.File && entry.Size <= MostBytes && !IsHidden(entry.Path) && IsText(entry))
            .Select(entry => entry.Path)
            .Order(StringComparer.Ordinal)
            .Take(MostFiles),
    ];

    private static bool IsHidden(string path) => path.Split('/').Any(name => name.StartsWith('.'));

    private static bool IsText(SnapshotEntry entry) => entry.Content is { } content && !content.Span.Contains((byte)0);
}
