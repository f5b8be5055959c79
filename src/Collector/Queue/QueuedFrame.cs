namespace Tracing.Collector.Queue;

/// <summary>One frame as it was appended.</summary>
/// <param name="Sequence">Its place: segment number in the upper 32 bits, ordinal in the segment, from 1, in the lower.</param>
/// <param name="ArrivalMilliseconds">When it was appended, Unix milliseconds.</param>
/// <param name="RequestHash">The hash it was appended with; zero if none.</param>
/// <param name="Payload">The bytes, owned by the receiver of the frame.</param>
public sealed record QueuedFrame(ulong Sequence, long ArrivalMilliseconds, UInt128 RequestHash, ReadOnlyMemory<byte> Payload);
