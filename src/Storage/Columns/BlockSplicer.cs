using System.Buffers.Binary;
using System.Text;

namespace Tracing.Storage.Columns;

/// <summary>
/// Joins the blocks of many frames, column by column, into one Native block: many small blocks cost the engine up to
/// twelve times as much a row. Only offsets are copied; everything else stays where the frames are. Not safe for
/// concurrent use.
/// </summary>
/// <param name="table">The table that all blocks belong to.</param>
public sealed class BlockSplicer(TableTag table)
{
    // The Batch column is one value: a chunk of this many rows is written again and again.
    private const int ConstantRows = 1024;

    private readonly TableLayout _layout = TableLayouts.Find(table)
        ?? throw new ArgumentOutOfRangeException(nameof(table), table, "no such table");

    private readonly List<FrameBlock> _blocks = [];
    private readonly TouchedRuns _touches = new();

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of the frames' segments so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a block; its memory must stay until the spliced block is done with.</summary>
    /// <param name="block">A block of this splicer's table.</param>
    public void Add(FrameBlock block)
    {
        if (block.Tag != table)
        {
            throw new ArgumentException($"a block of {block.Layout.Table} cannot join {_layout.Table}", nameof(block));
        }

        _blocks.Add(block);
        _touches.Add(block);
        Rows += block.Rows;
        Bytes += block.Bytes;
    }

    /// <summary>Makes the Native block.</summary>
    /// <param name="batch">Value of <see cref="TableLayout.Batch"/> in every row.</param>
    /// <returns>The block; it refers to the memory of the frames.</returns>
    public SplicedBlock Build(ulong batch)
    {
        var segments = new List<ReadOnlyMemory<byte>>[_layout.Segments.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = _layout.Segments[i].Kind == SegmentKind.Offsets ? [Rebase(i)] : Collect(i);
        }

        var pieces = new List<ReadOnlyMemory<byte>> { Counts(_layout.Columns.Count + 1) };
        foreach (ColumnLayout column in _layout.Columns)
        {
            pieces.Add(Header(column));
            foreach (int segment in column.Segments)
            {
                pieces.AddRange(segments[segment]);
            }
        }

        pieces.Add(Header(TableLayout.Batch));
        AddConstant(pieces, batch);
        return new SplicedBlock(table, Rows, batch, pieces, _touches.Pairs);
    }

    private List<ReadOnlyMemory<byte>> Collect(int segment)
    {
        var parts = new List<ReadOnlyMemory<byte>>(_blocks.Count);
        foreach (FrameBlock block in _blocks)
        {
            if (!block.Segments[segment].IsEmpty)
            {
                parts.Add(block.Segments[segment]);
            }
        }

        return parts;
    }

    // Offsets are cumulative in their frame: each block's start where the block before it ended.
    private ReadOnlyMemory<byte> Rebase(int segment)
    {
        if (_blocks.Count == 1)
        {
            return _blocks[0].Segments[segment];
        }

        int bytes = 0;
        foreach (FrameBlock block in _blocks)
        {
            bytes = checked(bytes + block.Segments[segment].Length);
        }

        byte[] joined = GC.AllocateUninitializedArray<byte>(bytes);
        int at = 0;
        long start = 0;
        foreach (FrameBlock block in _blocks)
        {
            ReadOnlySpan<byte> offsets = block.Segments[segment].Span;
            long end = start;
            for (int i = 0; i < offsets.Length; i += sizeof(long), at += sizeof(long))
            {
                end = start + BinaryPrimitives.ReadInt64LittleEndian(offsets[i..]);
                BinaryPrimitives.WriteInt64LittleEndian(joined.AsSpan(at), end);
            }

            start = end;
        }

        return joined;
    }

    private void AddConstant(List<ReadOnlyMemory<byte>> pieces, ulong value)
    {
        byte[] chunk = new byte[Math.Min(Rows, ConstantRows) * sizeof(ulong)];
        for (int i = 0; i < chunk.Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(chunk.AsSpan(i), value);
        }

        for (long rows = Rows; rows > 0; rows -= ConstantRows)
        {
            pieces.Add(rows >= ConstantRows ? chunk : chunk.AsMemory(0, (int)rows * sizeof(ulong)));
        }
    }

    // The Native format: number of columns, number of rows, then each column's name, type and data.
    private byte[] Counts(int columns)
    {
        using var buffer = new ColumnBuffer();
        buffer.AppendVarint((ulong)columns);
        buffer.AppendVarint((ulong)Rows);
        return buffer.Written.ToArray();
    }

    private static byte[] Header(ColumnLayout column)
    {
        using var buffer = new ColumnBuffer();
        buffer.AppendString(Encoding.ASCII.GetBytes(column.Name));
        buffer.AppendString(Encoding.ASCII.GetBytes(column.WireType));
        return buffer.Written.ToArray();
    }
}
