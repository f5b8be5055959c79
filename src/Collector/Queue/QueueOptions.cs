namespace Tracing.Collector.Queue;

/// <summary>Where the durable queue lies and how large it may become.</summary>
public sealed record QueueOptions
{
    /// <summary>The folder of the queue, made when missing. Local disk; one process at a time.</summary>
    public string Directory { get; init; } = "data/queue";

    /// <summary>Bytes of all segment files together; past it <see cref="AppendOutcome.Full"/> is answered.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>Size at which a new segment file begins. A frame larger than this has a segment to itself.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>The largest frame, in bytes.</summary>
    public int MaxFrameBytes { get; init; } = 256 << 20;

    /// <summary>Bytes of appends that wait in memory for the disk; past it <see cref="AppendOutcome.Full"/> is answered.</summary>
    public long MaxPendingBytes { get; init; } = 256L << 20;

    /// <summary>
    /// How long a segment is kept after its last frame was confirmed, for a store that answers before its own files are
    /// synced. What is kept gives way to new frames where <see cref="MaxBytes"/> or the disk leaves no other room. Null: five
    /// minutes where <c>storage.url</c> is set, no time where the engine is the embedded one, which syncs first.
    /// </summary>
    public TimeSpan? KeepConfirmed { get; init; }

    /// <summary>How long the hash of a stored request is remembered, across restarts.</summary>
    public TimeSpan RememberRequests { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How many hashes are remembered, about 100 bytes of memory each. Past it the oldest are forgotten before
    /// their time and counted in <see cref="QueueStatistics.RequestsForgottenEarly"/>; a resend of such a request
    /// is stored again, and readers absorb it by key.
    /// </summary>
    public int MaxRememberedRequests { get; init; } = 500_000;

    /// <summary>Adds one sentence for each setting that cannot work.</summary>
    /// <param name="key">The full key of this record, such as <c>collector.queue</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (string.IsNullOrWhiteSpace(Directory))
        {
            problems.Add($"{key}.directory: must name a folder.");
        }

        if (SegmentBytes is < 1024 or > 1L << 30)
        {
            problems.Add($"{key}.segmentBytes: must be between 1024 and 1073741824.");
        }

        if (MaxBytes < 2 * SegmentBytes)
        {
            problems.Add($"{key}.maxBytes: must be at least twice segmentBytes, so that there is room while a full segment is drained.");
        }

        if (MaxFrameBytes < 1 || MaxFrameBytes > MaxBytes)
        {
            problems.Add($"{key}.maxFrameBytes: must be between 1 and maxBytes.");
        }

        if (MaxPendingBytes < MaxFrameBytes)
        {
            problems.Add($"{key}.maxPendingBytes: must be at least maxFrameBytes.");
        }

        if (KeepConfirmed < TimeSpan.Zero || KeepConfirmed > TimeSpan.FromDays(1))
        {
            problems.Add($"{key}.keepConfirmed: must be between 0 and one day.");
        }

        if (RememberRequests < TimeSpan.Zero || RememberRequests > TimeSpan.FromDays(7))
        {
            problems.Add($"{key}.rememberRequests: must be between 0 and seven days.");
        }

        if (MaxRememberedRequests < 1)
        {
            problems.Add($"{key}.maxRememberedRequests: must be at least 1.");
        }
    }
}
