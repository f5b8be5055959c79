namespace Tracing.Collector.Queue;

/// <summary>The state of a queue at one moment. Counters count since the queue was opened.</summary>
public sealed record QueueStatistics
{
    /// <summary>Bytes of all segment files, measured by the files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Frames that are durable and not confirmed.</summary>
    public required long Frames { get; init; }

    /// <summary>Bytes of appends that wait for the disk.</summary>
    public required long PendingBytes { get; init; }

    /// <summary>Segment files.</summary>
    public required int Segments { get; init; }

    /// <summary>Damaged regions that were copied to <c>quarantine/</c>; each held one frame or more.</summary>
    public required long DamagedRegions { get; init; }

    /// <summary>Segment files that vanished while something newer is there.</summary>
    public required long MissingSegments { get; init; }

    /// <summary>Bytes of unfinished writes cut from the ends of segments at the opening.</summary>
    public required long TornBytes { get; init; }

    /// <summary>Segments given up after an input/output error.</summary>
    public required long PoisonedSegments { get; init; }

    /// <summary>Groups written and synced: appends divided by this is the size of a group.</summary>
    public required long Groups { get; init; }

    /// <summary>Request hashes that had to be forgotten before their time.</summary>
    public required long RequestsForgottenEarly { get; init; }
}
