using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>What must hold between the rows of a block and the bytes of its segments.</summary>
internal static class SegmentRules
{
    /// <summary>Checks all segments of a block.</summary>
    /// <exception cref="CorruptFrameException">A segment does not hold the values that it must.</exception>
    public static void Check(TableLayout layout, int rows, ReadOnlyMemory<byte>[] parts)
    {
        Span<long> totals = stackalloc long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            SegmentLayout segment = layout.Segments[i];
            ReadOnlySpan<byte> bytes = parts[i].Span;
            // A parent stands before its children, so its total is known here.
            long values = segment.Parent < 0 ? rows : totals[segment.Parent];
            bool holds = segment.Kind switch
            {
                SegmentKind.Strings => HoldsStrings(bytes, values),
                SegmentKind.Offsets => HoldsOffsets(bytes, values, out totals[i]),
                _ => bytes.Length == values * segment.Width,
            };
            if (!holds)
            {
                throw new CorruptFrameException($"segment {segment.Name} of {layout.Table} does not hold {values} values");
            }
        }
    }

    private static bool HoldsOffsets(ReadOnlySpan<byte> bytes, long values, out long total)
    {
        total = 0;
        if (bytes.Length != values * sizeof(long))
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i += sizeof(long))
        {
            long end = BinaryPrimitives.ReadInt64LittleEndian(bytes[i..]);
            // The bound keeps products of a total with a width from overflowing.
            if (end < total || end > uint.MaxValue)
            {
                return false;
            }

            total = end;
        }

        return true;
    }

    private static bool HoldsStrings(ReadOnlySpan<byte> bytes, long values)
    {
        int at = 0;
        for (long i = 0; i < values; i++)
        {
            if (at < bytes.Length && bytes[at] < 0x80)
            {
                at += bytes[at] + 1;
            }
            else if (!StringSegment.TryRead(bytes, ref at, out _))
            {
                return false;
            }

            if (at > bytes.Length)
            {
                return false;
            }
        }

        return at == bytes.Length;
    }
}
