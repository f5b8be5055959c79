namespace Tracing.Storage.Columns;

/// <summary>A validated block of a frame's payload; unpacked; it refers to the payload's memory.</summary>
public sealed class FrameBlock
{
    private readonly ReadOnlyMemory<byte>[] _segments;
    private readonly UnpackedMemory? _unpacked;

    internal FrameBlock(TableLayout layout, int rows, ReadOnlyMemory<byte>[] segments, UnpackedMemory? unpacked)
    {
        _unpacked = unpacked;
        Layout = layout;
        Rows = rows;
        _segments = segments;
    }

    /// <summary>The table's layout.</summary>
    public TableLayout Layout { get; }

    /// <summary>The table's tag.</summary>
    public TableTag Tag => Layout.Tag;

    /// <summary>Rows, at least one.</summary>
    public int Rows { get; }

    /// <summary>The segments in the order of <see cref="TableLayout.Segments"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments => _segments;

    /// <summary>Bytes of all segments.</summary>
    public long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (ReadOnlyMemory<byte> segment in _segments)
            {
                bytes += segment.Length;
            }

            return bytes;
        }
    }

    /// <summary>Returns the memory that was rented to unpack it; neither it nor what was spliced of it may be read any more.</summary>
    public void Release() => _unpacked?.Release();
}
