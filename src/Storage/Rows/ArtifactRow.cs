namespace Tracing.Storage.Rows;

/// <summary>One artifact of a run; its bytes are chunks.</summary>
public sealed record ArtifactRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>As the run's.</summary>
    public required ulong Version { get; init; }

    /// <summary><c>recording</c>, <c>stdout</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary><c>asciicast-v2</c>, <c>text</c>, …</summary>
    public required string Format { get; init; }

    /// <summary><c>pty</c>, <c>rendered</c> or <c>verbatim</c>.</summary>
    public required string Made { get; init; }

    /// <summary>SHA-256 of the whole, lowercase hex; empty where not told.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes as stored.</summary>
    public required ulong Size { get; init; }

    /// <summary>Pieces.</summary>
    public required uint Chunks { get; init; }

    /// <summary>Whether every piece is there.</summary>
    public required bool Complete { get; init; }

    /// <summary>Whether the sender cut it.</summary>
    public required bool Truncated { get; init; }

    /// <summary><c>gzip</c>, or empty.</summary>
    public required string Encoding { get; init; }
}
