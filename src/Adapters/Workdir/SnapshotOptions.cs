namespace Tracing.Adapters.Workdir;

/// <summary>Bounds of a snapshot.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Path of the task's own git folder, which is left out; null where the task has none.</summary>
    public string? OwnGitFolder { get; init; }

    /// <summary>Most files, links and folders that are looked at; beyond, the snapshot is not complete and says so.</summary>
    public int MostEntries { get; init; } = 200_000;

    /// <summary>Most bytes of one file that are read; a larger file counts as unreadable.</summary>
    public long MostFileBytes { get; init; } = 2L << 30;

    /// <summary>Most bytes of one file that are kept for a diff; a larger file is hashed all the same.</summary>
    public int MostKeptFileBytes { get; init; } = 512 << 10;

    /// <summary>Most bytes of all files that are kept for diffs.</summary>
    public long MostKeptBytes { get; init; } = 64L << 20;
}
