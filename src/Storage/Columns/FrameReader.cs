using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>
/// Reads and validates the payload of a frame. Every count is checked against the bytes that are there before anything
/// is allocated by it, and every segment holds exactly the values that its rows or offsets call for, so that a spliced
/// block cannot shift the columns of its neighbours.
/// </summary>
public static class FrameReader
{
    /// <summary>Reads the blocks of a payload.</summary>
    /// <param name="payload">What <see cref="FrameWriter"/> wrote.</param>
    /// <returns>Its blocks; they refer to the payload's memory.</returns>
    /// <exception cref="CorruptFrameException">It is something else.</exception>
    public static IReadOnlyList<FrameBlock> Read(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < FrameFormat.HeaderBytes)
        {
            throw new CorruptFrameException("the frame ends inside its header");
        }

        if (payload.Span[0] != FrameFormat.Version)
        {
            throw new CorruptFrameException($"the frame has version {payload.Span[0]}, this program reads {FrameFormat.Version}");
        }

        int count = payload.Span[1];
        if (count > TableLayouts.All.Count)
        {
            throw new CorruptFrameException($"the frame claims {count} blocks");
        }

        var blocks = new List<FrameBlock>(count);
        ReadOnlyMemory<byte> rest = payload[FrameFormat.HeaderBytes..];
        for (int i = 0; i < count; i++)
        {
            FrameBlock block = ReadBlock(ref rest);
            if (blocks.Exists(other => other.Tag == block.Tag))
            {
                throw new CorruptFrameException($"the frame has two blocks for {block.Layout.Table}");
            }

            blocks.Add(block);
        }

        return rest.IsEmpty ? blocks : throw new CorruptFrameException($"{rest.Length} bytes follow the last block");
    }

    private static FrameBlock ReadBlock(ref ReadOnlyMemory<byte> rest)
    {
        ReadOnlySpan<byte> header = rest.Span;
        if (header.Length < FrameFormat.BlockHeaderBytes)
        {
            throw new CorruptFrameException("the frame ends inside a block's header");
        }

        TableLayout layout = TableLayouts.Find((TableTag)header[0])
            ?? throw new CorruptFrameException($"a block has the unknown tag {header[0]}");
        uint rows = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        int segments = BinaryPrimitives.ReadUInt16LittleEndian(header[5..]);
        if (rows is 0 or > int.MaxValue || segments != layout.Segments.Count)
        {
            throw new CorruptFrameException($"a block of {layout.Table} claims {rows} rows in {segments} segments");
        }

        int lengths = FrameFormat.BlockHeaderBytes;
        int at = lengths + (segments * FrameFormat.SegmentHeaderBytes);
        if (header.Length < at)
        {
            throw new CorruptFrameException("the frame ends inside a block's lengths");
        }

        var parts = new ReadOnlyMemory<byte>[segments];
        for (int i = 0; i < segments; i++)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[(lengths + (i * FrameFormat.SegmentHeaderBytes))..]);
            if (length > header.Length - at)
            {
                throw new CorruptFrameException($"segment {layout.Segments[i].Name} of {layout.Table} claims {length} bytes");
            }

            parts[i] = rest.Slice(at, (int)length);
            at += (int)length;
        }

        SegmentRules.Check(layout, (int)rows, parts);
        rest = rest[at..];
        return new FrameBlock(layout, (int)rows, parts);
    }
}
