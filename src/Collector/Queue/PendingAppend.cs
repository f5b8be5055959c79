namespace Tracing.Collector.Queue;

/// <summary>An append on its way to the disk. The caller's bytes are read until <see cref="Completion"/> is set.</summary>
/// <param name="hash">The request hash; zero if none.</param>
/// <param name="frame">The caller's bytes.</param>
internal sealed class PendingAppend(UInt128 hash, ReadOnlyMemory<byte> frame)
{
    /// <summary>What a frame costs on disk besides its payload; the segment header is charged to every frame, which errs on the safe side.</summary>
    private const int Overhead = FrameHeader.Size + SegmentHeader.Size;

    public UInt128 Hash { get; } = hash;

    public ReadOnlyMemory<byte> Frame { get; } = frame;

    public uint Crc { get; set; }

    public long ArrivalMilliseconds { get; set; }

    public long ChargedBytes => Frame.Length + Overhead;

    public TaskCompletionSource<AppendOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
