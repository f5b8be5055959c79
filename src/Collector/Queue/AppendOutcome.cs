namespace Tracing.Collector.Queue;

/// <summary>What became of an append.</summary>
public enum AppendOutcome
{
    /// <summary>On disk, synced.</summary>
    Stored,

    /// <summary>The same request was stored within <see cref="QueueOptions.RememberRequests"/>: nothing was stored, the sender is answered OK.</summary>
    AlreadyStored,

    /// <summary>A bound or the disk is full. Retryable: nothing was stored.</summary>
    Full,

    /// <summary>The disk failed or the queue is stopping. Retryable: nothing is promised.</summary>
    Failed,

    /// <summary>Larger than <see cref="QueueOptions.MaxFrameBytes"/>. Permanent.</summary>
    TooLarge,
}
