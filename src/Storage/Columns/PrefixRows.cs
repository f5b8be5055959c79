using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>How many rows of a block have each prefix, and the repetition of a prefix's values for its rows.</summary>
internal sealed class PrefixRows
{
    private readonly List<int> _rows;

    private PrefixRows(List<int> rows) => _rows = rows;

    /// <summary>Prefixes.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads the segment of the prefixes.</summary>
    /// <param name="packed">A varint for each prefix.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <exception cref="CorruptFrameException">They do not make up the rows.</exception>
    public static PrefixRows Read(ReadOnlySpan<byte> packed, int rows)
    {
        var counts = new List<int>();
        long seen = 0;
        for (int at = 0; at < packed.Length;)
        {
            uint count = Varints.Read(packed, ref at);
            seen += count;
            Require(count > 0 && seen <= rows);
            counts.Add((int)count);
        }

        Require(seen == rows);
        return new PrefixRows(counts);
    }

    /// <summary>The values of each prefix, by where they end.</summary>
    public long[] Counts(ReadOnlySpan<byte> ends)
    {
        Require(ends.Length == Count * sizeof(long));
        var counts = new long[Count];
        long before = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            long end = BinaryPrimitives.ReadInt64LittleEndian(ends[(i * sizeof(long))..]);
            counts[i] = end - before;
            before = end;
        }

        return counts;
    }

    /// <summary>Writes where the values of each row end.</summary>
    /// <param name="counts">How many values each prefix has.</param>
    /// <param name="ends">Eight bytes for each row.</param>
    public Memory<byte> RepeatCounts(long[] counts, Memory<byte> ends)
    {
        Span<byte> rest = ends.Span;
        long end = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            for (int row = _rows[i]; row > 0; row--)
            {
                end += counts[i];
                BinaryPrimitives.WriteInt64LittleEndian(rest, end);
                rest = rest[sizeof(long)..];
            }
        }

        return ends;
    }

    /// <summary>Repeats the values of each prefix for its rows.</summary>
    /// <param name="values">Of all prefixes.</param>
    /// <param name="segment">How they are laid out: of fixed width, or strings.</param>
    /// <param name="counts">How many values each prefix has; null where each has one.</param>
    /// <param name="memory">Gives memory for the values of the rows.</param>
    public Memory<byte> Repeat(ReadOnlySpan<byte> values, SegmentLayout segment, long[]? counts, UnpackedMemory memory)
    {
        Span<int> lengths = Count <= 64 ? stackalloc int[Count] : new int[Count];
        long bytes = 0;
        int at = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Length(values, ref at, segment, counts?[i] ?? 1);
            bytes += (long)lengths[i] * _rows[i];
        }

        Require(at == values.Length);
        Memory<byte> repeated = memory.Take(bytes);
        Span<byte> to = repeated.Span;
        for (int i = 0; i < lengths.Length; i++)
        {
            to = Repeated.Fill(to, values[..lengths[i]], _rows[i]);
            values = values[lengths[i]..];
        }

        return repeated;
    }

    private static int Length(ReadOnlySpan<byte> values, ref int at, SegmentLayout segment, long count)
    {
        int start = at;
        if (segment.Kind == SegmentKind.Fixed)
        {
            at += segment.Width;
            Require(at <= values.Length);
            return segment.Width;
        }

        for (; count > 0; count--)
        {
            Require(StringSegment.TryRead(values, ref at, out _));
        }

        return at - start;
    }

    private static void Require(bool fits)
    {
        if (!fits)
        {
            throw new CorruptFrameException("the prefixes of a block do not fit its rows or values");
        }
    }
}
