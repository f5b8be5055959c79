using System.Buffers;
using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>
/// Reads and validates the payload of a frame. Every count is checked against the bytes that are there before anything
/// is allocated by it, and every segment holds exactly the values that its rows or offsets call for, so that a spliced
/// block cannot shift the columns of its neighbours. What a frame packs is unpacked here.
/// </summary>
public static class FrameReader
{
    /// <summary>Reads the blocks of a payload.</summary>
    /// <param name="payload">What <see cref="FrameWriter"/> wrote.</param>
    /// <param name="pool">Where memory for what was packed is rented: see <see cref="FrameBlock.Release"/>; null for memory of the blocks' own.</param>
    /// <returns>Its blocks; what was not packed refers to the payload's memory.</returns>
    /// <exception cref="CorruptFrameException">It is something else.</exception>
    public static IReadOnlyList<FrameBlock> Read(ReadOnlyMemory<byte> payload, ArrayPool<byte>? pool = null)
    {
        if (payload.Length < FrameFormat.HeaderBytes)
        {
            throw new CorruptFrameException("the frame ends inside its header");
        }

        byte version = payload.Span[0];
        if (version is not (FrameFormat.Version or FrameFormat.PlainVersion))
        {
            throw new CorruptFrameException($"the frame has version {version}, this program reads {FrameFormat.PlainVersion} and {FrameFormat.Version}");
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
            FrameBlock block = ReadBlock(ref rest, version == FrameFormat.Version ? new UnpackedMemory(pool) : null);
            if (blocks.Exists(other => other.Tag == block.Tag))
            {
                throw new CorruptFrameException($"the frame has two blocks for {block.Layout.Table}");
            }

            blocks.Add(block);
        }

        return rest.IsEmpty ? blocks : throw new CorruptFrameException($"{rest.Length} bytes follow the last block");
    }

    private static FrameBlock ReadBlock(ref ReadOnlyMemory<byte> rest, UnpackedMemory? packed)
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
        if (rows is 0 or > int.MaxValue || segments != layout.Segments.Count + (packed is null ? 0 : 1))
        {
            throw new CorruptFrameException($"a block of {layout.Table} claims {rows} rows in {segments} segments");
        }

        ReadOnlyMemory<byte>[] parts = ReadSegments(ref rest, layout, segments);
        if (packed is not null)
        {
            parts = FrameUnpacker.Unpack(layout, (int)rows, parts, packed);
        }

        SegmentRules.Check(layout, (int)rows, parts);
        return new FrameBlock(layout, (int)rows, parts, packed);
    }

    private static ReadOnlyMemory<byte>[] ReadSegments(ref ReadOnlyMemory<byte> rest, TableLayout layout, int segments)
    {
        ReadOnlySpan<byte> header = rest.Span;
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
                throw new CorruptFrameException($"segment {i} of {layout.Table} claims {length} bytes");
            }

            parts[i] = rest.Slice(at, (int)length);
            at += (int)length;
        }

        rest = rest[at..];
        return parts;
    }
}
