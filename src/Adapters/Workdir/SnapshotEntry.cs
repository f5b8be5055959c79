namespace Tracing.Adapters.Workdir;

/// <summary>One path of a snapshot. Two entries that are alike in kind, hash, target and executable bit are the same.</summary>
public sealed record SnapshotEntry
{
    /// <summary>Path below the folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>What lies there.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Of a file the sha256 of its bytes, lowercase hex; else null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of a file its size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Of a file whether its owner may execute it.</summary>
    public bool Executable { get; init; }

    /// <summary>Of a symbolic link where it points, as it is written; it may name a path of the host and stays in the snapshot.</summary>
    public string? Target { get; init; }

    /// <summary>Of what could not be read the reason, one phrase.</summary>
    public string? Problem { get; init; }

    /// <summary>Of a file its bytes, kept for a diff; null where they were too many.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Whether nothing that counts is different.</summary>
    /// <param name="other">The entry of the same path in another snapshot.</param>
    public bool SameAs(SnapshotEntry other) =>
        Kind == other.Kind && Sha256 == other.Sha256 && Target == other.Target && Executable == other.Executable;
}
