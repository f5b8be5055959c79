namespace Tracing.Collector.Queue;

/// <summary>What is known of one segment file. Written by the writer thread; <see cref="DurableLength"/> and <see cref="Closed"/> are read by others.</summary>
/// <param name="name">Number and salt.</param>
/// <param name="path">The file.</param>
internal sealed class Segment(SegmentName name, string path)
{
    private long _durableLength = SegmentHeader.Size;
    private volatile bool _closed;

    public SegmentName Name { get; } = name;

    public string Path { get; } = path;

    /// <summary>Bytes that are synced and may be read.</summary>
    public long DurableLength
    {
        get => Volatile.Read(ref _durableLength);
        set => Volatile.Write(ref _durableLength, value);
    }

    /// <summary>No frame will be added any more.</summary>
    public bool Closed
    {
        get => _closed;
        set => _closed = value;
    }

    /// <summary>Data frames within <see cref="DurableLength"/>.</summary>
    public long Frames { get; set; }

    /// <summary>Ordinal of the last of them; 0 if none.</summary>
    public uint LastOrdinal { get; set; }

    /// <summary>Bytes the file takes.</summary>
    public long FileBytes { get; set; } = SegmentHeader.Size;

    /// <summary>Part of it is damaged and could not be copied: the file goes to quarantine instead of being deleted.</summary>
    public bool MustBeKept { get; set; }

    /// <summary>When its last frame was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The sequence of its last frame, or of no frame yet.</summary>
    public ulong LastSequence => Sequences.Of(Name.Number, LastOrdinal);
}
