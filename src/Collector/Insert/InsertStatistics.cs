namespace Tracing.Collector.Insert;

/// <summary>What the inserter did since it started.</summary>
public sealed record InsertStatistics
{
    /// <summary>Rows confirmed.</summary>
    public required long Rows { get; init; }

    /// <summary>Ranges confirmed.</summary>
    public required long Ranges { get; init; }

    /// <summary>Retryable failures.</summary>
    public required long Retries { get; init; }

    /// <summary>Frames set aside.</summary>
    public required long SetAside { get; init; }

    /// <summary>Tries after which the store had to be asked how much of a range is there.</summary>
    public required long Doubts { get; init; }

    /// <summary>When the oldest frame in hand had arrived; null when there is none.</summary>
    public required DateTimeOffset? OldestInHand { get; init; }

    /// <summary>Bytes of the frames in hand.</summary>
    public required long BytesInHand { get; init; }
}
