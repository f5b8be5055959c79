namespace Tracing.Collector.Queue;

/// <summary>The segment that is being written: many frames, one write, one sync.</summary>
/// <param name="segment">Its public state.</param>
/// <param name="file">The open file.</param>
internal sealed class ActiveSegment(Segment segment, IStoredFile file) : IDisposable
{
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private byte[] _headers = new byte[64 * FrameHeader.Size];

    public Segment Segment { get; } = segment;

    /// <summary>Whether a frame of this size still belongs here after some bytes more.</summary>
    public bool HasRoom(long gathered, long frame, long segmentBytes) =>
        Segment.DurableLength + gathered + frame <= segmentBytes || (Segment.Frames == 0 && gathered == 0);

    /// <summary>Writes and syncs a group. On an error nothing of it counts.</summary>
    /// <exception cref="IOException">Of the write; of the sync, see <see cref="SyncFailed"/>.</exception>
    public void Write(ReadOnlySpan<PendingAppend> group)
    {
        Prepare(group);
        SyncFailed = false;
        file.Write(Segment.DurableLength, _parts);
        SyncFailed = true;
        file.Sync();
        SyncFailed = false;

        Segment.Frames += group.Length;
        Segment.LastOrdinal += (uint)group.Length;
        long bytes = 0;
        foreach (var part in _parts)
        {
            bytes += part.Length;
        }

        Segment.FileBytes = Segment.DurableLength + bytes;
        Segment.DurableLength = Segment.FileBytes;
    }

    /// <summary>The last error came from the sync: the segment must not be used again.</summary>
    public bool SyncFailed { get; private set; }

    /// <summary>Removes what a failed write left.</summary>
    /// <returns>Whether that worked.</returns>
    public bool TryCut()
    {
        try
        {
            file.Truncate(Segment.DurableLength);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => file.Dispose();

    private void Prepare(ReadOnlySpan<PendingAppend> group)
    {
        if (_headers.Length < group.Length * FrameHeader.Size)
        {
            _headers = new byte[group.Length * FrameHeader.Size];
        }

        _parts.Clear();
        for (var i = 0; i < group.Length; i++)
        {
            var append = group[i];
            var header = _headers.AsMemory(i * FrameHeader.Size, FrameHeader.Size);
            new FrameHeader(
                (uint)append.Frame.Length,
                Segment.LastOrdinal + (uint)i + 1,
                FrameKind.Data,
                append.ArrivalMilliseconds,
                append.Hash,
                append.Crc).Write(header.Span, Segment.Name.Salt);
            _parts.Add(header);
            _parts.Add(append.Frame);
        }
    }
}
