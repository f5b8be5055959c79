using System.Text;
using Tracing.Storage.Columns;

namespace Tracing.Benchmarks.Table;

/// <summary>A Native block of chosen columns of a frame, so that both tables get the same bytes for the same columns.</summary>
internal static class NativeBlock
{
    /// <summary>Writes the block.</summary>
    /// <param name="frame">A frame with spans.</param>
    /// <param name="columns">Which columns, in order.</param>
    /// <param name="batch">Value of the appended column <c>Batch</c>; null leaves it out.</param>
    public static byte[] Write(byte[] frame, IReadOnlyList<ColumnLayout> columns, ulong? batch)
    {
        FrameBlock block = FrameReader.Read(frame)[0];
        using var bytes = new MemoryStream();
        Varint(bytes, columns.Count + (batch is null ? 0 : 1));
        Varint(bytes, block.Rows);
        foreach (ColumnLayout column in columns)
        {
            Header(bytes, column);
            foreach (int segment in column.Segments)
            {
                bytes.Write(block.Segments[segment].Span);
            }
        }

        if (batch is { } value)
        {
            Header(bytes, TableLayout.Batch);
            byte[] constant = BitConverter.GetBytes(value);
            for (int row = 0; row < block.Rows; row++)
            {
                bytes.Write(constant);
            }
        }

        return bytes.ToArray();
    }

    private static void Header(MemoryStream bytes, ColumnLayout column)
    {
        Text(bytes, column.Name);
        Text(bytes, column.WireType);
    }

    private static void Text(MemoryStream bytes, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Varint(bytes, utf8.Length);
        bytes.Write(utf8);
    }

    private static void Varint(MemoryStream bytes, long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
