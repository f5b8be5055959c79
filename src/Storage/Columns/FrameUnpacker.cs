using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>
/// Unpacks the segments of a block to what the engine takes: shapes of maps to offsets, keys and letters, counts to offsets,
/// and prefixes to a value a row. What is not packed stays where it is. Whether the result holds the values that it must is
/// left to <see cref="SegmentRules"/>; here every count is checked before memory is taken by it.
/// </summary>
internal sealed class FrameUnpacker
{
    private readonly TableLayout _layout;
    private readonly int _rows;
    private readonly ReadOnlyMemory<byte>[] _packed;
    private readonly ReadOnlyMemory<byte>[] _plain;
    private readonly PrefixRows _prefixes;
    private readonly UnpackedMemory _memory;

    private FrameUnpacker(TableLayout layout, int rows, ReadOnlyMemory<byte>[] packed, UnpackedMemory memory)
    {
        _layout = layout;
        _rows = rows;
        _memory = memory;
        _packed = packed[1..];
        _plain = new ReadOnlyMemory<byte>[_packed.Length];
        _prefixes = PrefixRows.Read(packed[0].Span, rows);
    }

    /// <summary>Unpacks a block.</summary>
    /// <param name="layout">Its table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="packed">Its segments, that of the prefixes first.</param>
    /// <param name="memory">Gives memory for what was packed.</param>
    /// <returns>The segments in the order of <see cref="TableLayout.Segments"/>.</returns>
    /// <exception cref="CorruptFrameException">They do not fit each other.</exception>
    public static ReadOnlyMemory<byte>[] Unpack(TableLayout layout, int rows, ReadOnlyMemory<byte>[] packed, UnpackedMemory memory)
    {
        long bytes = 0;
        foreach (ReadOnlyMemory<byte> segment in packed)
        {
            bytes += segment.Length;
        }

        // Every row has bytes of its own.
        return rows <= bytes
            ? new FrameUnpacker(layout, rows, packed, memory).Unpack()
            : throw new CorruptFrameException($"a block of {layout.Table} claims {rows} rows in {bytes} bytes");
    }

    private ReadOnlyMemory<byte>[] Unpack()
    {
        for (int i = 0; i < _plain.Length; i++)
        {
            SegmentLayout segment = _layout.Segments[i];
            switch (segment.Packing)
            {
                case SegmentPacking.Counts:
                    _plain[i] = Ends(_packed[i].Span, Values(segment));
                    break;
                case SegmentPacking.ShapeRuns:
                    int types = _layout.TypesOf(i);
                    var shapes = new ShapeReader(_packed[i + 1], _packed[types]);
                    (_plain[i], _plain[i + 1], _plain[types]) = shapes.Unpack(_packed[i].Span, Values(segment), _memory);
                    break;
                case SegmentPacking.None:
                    _plain[i] = _packed[i];
                    break;
                default:
                    // Filled with the map's offsets.
                    break;
            }
        }

        RepeatPrefixes();
        return _plain;
    }

    // Segments that belong to prefixes are whole by now: a value for each prefix.
    private void RepeatPrefixes()
    {
        if (_prefixes.Count == _rows)
        {
            return;
        }

        var counts = new Dictionary<int, long[]>();
        for (int i = 0; i < _plain.Length; i++)
        {
            SegmentLayout segment = _layout.Segments[i];
            if (!segment.PerPrefix)
            {
                continue;
            }

            if (segment.Kind == SegmentKind.Offsets)
            {
                counts[i] = _prefixes.Counts(_plain[i].Span);
                _plain[i] = _prefixes.RepeatCounts(counts[i], _memory.Take((long)_rows * sizeof(long)));
            }
            else
            {
                _plain[i] = _prefixes.Repeat(_plain[i].Span, segment, segment.Parent < 0 ? null : counts[segment.Parent], _memory);
            }
        }
    }

    private long Values(SegmentLayout segment)
    {
        if (segment.Parent < 0)
        {
            return segment.PerPrefix ? _prefixes.Count : _rows;
        }

        ReadOnlySpan<byte> ends = _plain[segment.Parent].Span;
        return ends.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(ends[^sizeof(long)..]);
    }

    private Memory<byte> Ends(ReadOnlySpan<byte> counts, long values)
    {
        if (values > counts.Length)
        {
            throw new CorruptFrameException($"{counts.Length} bytes do not hold {values} counts");
        }

        Memory<byte> ends = _memory.Take(values * sizeof(long));
        int at = 0;
        ulong end = 0;
        for (int i = 0; i < ends.Length; i += sizeof(long))
        {
            end += Varints.Read(counts, ref at);
            BinaryPrimitives.WriteUInt64LittleEndian(ends.Span[i..], end);
        }

        Varints.RequireEnd(counts, at);
        return ends;
    }
}
