namespace Tracing.Adapters.Telemetry;

/// <summary>Where telemetry waits for the collector, and how much of it.</summary>
public sealed record SpoolOptions
{
    /// <summary>The folder; several processes may share it.</summary>
    public required string Folder { get; init; }

    /// <summary>Bytes that may wait; past it new requests are dropped, counted and logged. As many may lie in the folder of what was refused.</summary>
    public long MaxBytes { get; init; } = 1L << 30;
}

/// <summary>What still waits on disk. It is delivered by the next process that opens the folder.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Bytes">Their bytes.</param>
public readonly record struct SpoolRemainder(long Requests, long Bytes);
