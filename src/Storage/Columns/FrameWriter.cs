using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>Writes the payload of a frame (<see cref="FrameReader"/> is its inverse).</summary>
public static class FrameWriter
{
    /// <summary>Bytes of the payload.</summary>
    /// <param name="tables">The tables, completed; those without rows are left out.</param>
    /// <returns>Its length.</returns>
    public static long Measure(params ReadOnlySpan<TableColumns> tables)
    {
        long bytes = FrameFormat.HeaderBytes;
        foreach (TableColumns table in tables)
        {
            if (table.Rows == 0)
            {
                continue;
            }

            bytes += FrameFormat.BlockHeaderBytes + FrameFormat.SegmentHeaderBytes + table.PrefixRows.Length;
            foreach (ColumnBuffer segment in table.Buffers)
            {
                bytes += FrameFormat.SegmentHeaderBytes + segment.Length;
            }
        }

        return bytes;
    }

    /// <summary>Writes the payload.</summary>
    /// <param name="destination">At least <see cref="Measure"/> bytes.</param>
    /// <param name="tables">The tables that were measured.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, params ReadOnlySpan<TableColumns> tables)
    {
        byte blocks = 0;
        int at = FrameFormat.HeaderBytes;
        foreach (TableColumns table in tables)
        {
            if (table.Rows > 0)
            {
                at += WriteBlock(destination[at..], table);
                blocks++;
            }
        }

        destination[0] = FrameFormat.Version;
        destination[1] = blocks;
        return at;
    }

    private static int WriteBlock(Span<byte> destination, TableColumns table)
    {
        ReadOnlySpan<ColumnBuffer> segments = table.Buffers;
        destination[0] = (byte)table.Layout.Tag;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[1..], (uint)table.Rows);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[5..], (ushort)(segments.Length + 1));
        int lengths = FrameFormat.BlockHeaderBytes;
        int at = lengths + ((segments.Length + 1) * FrameFormat.SegmentHeaderBytes);
        WriteSegment(destination, table.PrefixRows, ref lengths, ref at);
        foreach (ColumnBuffer segment in segments)
        {
            WriteSegment(destination, segment, ref lengths, ref at);
        }

        return at;
    }

    private static void WriteSegment(Span<byte> destination, ColumnBuffer segment, ref int lengths, ref int at)
    {
        ReadOnlySpan<byte> bytes = segment.Written;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[lengths..], (uint)bytes.Length);
        bytes.CopyTo(destination[at..]);
        lengths += FrameFormat.SegmentHeaderBytes;
        at += bytes.Length;
    }
}
