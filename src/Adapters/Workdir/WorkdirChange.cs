namespace Tracing.Adapters.Workdir;

/// <summary>One change of a working folder: the event <c>bench.file.change</c>.</summary>
public sealed record WorkdirChange
{
    /// <summary>One of <see cref="Vocabulary.FileChanges"/>.</summary>
    public required string Change { get; init; }

    /// <summary>Path below the folder, with forward slashes; of a renamed file the new one.</summary>
    public required string Path { get; init; }

    /// <summary>Of a renamed file the path before.</summary>
    public string? From { get; init; }

    /// <summary>What lay at the path before; null where nothing did.</summary>
    public SnapshotEntry? Before { get; init; }

    /// <summary>What lies at the path now; null where nothing does.</summary>
    public SnapshotEntry? After { get; init; }

    /// <summary>Unified diff as git writes and applies it; of what is no text, a line that says so.</summary>
    public required string Diff { get; init; }

    /// <summary>Whether the diff was cut.</summary>
    public bool DiffCut { get; init; }
}
