using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Axes;

/// <summary>The paths of a run's changes in three lists, each in ordinal order and without repeats; a renamed file stands in two of them.</summary>
internal sealed class ChangedPaths
{
    public ChangedPaths(IReadOnlyList<ChangedFile> files)
    {
        Added = Sorted(files.Where(file => file.Change is FileChanges.Added or FileChanges.Renamed).Select(file => file.Path));
        Removed = Sorted(files.SelectMany(Gone));
        // A path that was said to be new or gone is not told a second time as modified.
        Modified = Sorted(files.Where(file => file.Change == FileChanges.Modified).Select(file => file.Path).Except(Added.Concat(Removed), StringComparer.Ordinal));
        All = Sorted(Added.Concat(Removed).Concat(Modified));
    }

    public IReadOnlyList<string> Added { get; }

    public IReadOnlyList<string> Removed { get; }

    public IReadOnlyList<string> Modified { get; }

    /// <summary>Every path once.</summary>
    public IReadOnlyList<string> All { get; }

    private static IEnumerable<string> Gone(ChangedFile file) => file.Change switch
    {
        FileChanges.Removed => [file.Path],
        FileChanges.Renamed when file.From is { } before => [before],
        _ => [],
    };

    private static IReadOnlyList<string> Sorted(IEnumerable<string> paths) => [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
