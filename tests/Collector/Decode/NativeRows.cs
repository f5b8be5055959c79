using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Tracing.Collector.Tests.Decode;

/// <summary>
/// A reader of Native blocks that knows only the format: it takes types from the header and gives each row as column name
/// and text. Strings are shown byte by byte (Latin-1), so that bytes that are no UTF-8 compare too.
/// </summary>
internal sealed class NativeRows
{
    private readonly byte[] bytes;
    private int at;

    private NativeRows(byte[] bytes) => this.bytes = bytes;

    public static List<Dictionary<string, string>> Read(byte[] block) => new NativeRows(block).ReadBlock();

    private List<Dictionary<string, string>> ReadBlock()
    {
        int columns = (int)Varint();
        int rows = (int)Varint();
        var result = new List<Dictionary<string, string>>();
        for (int i = 0; i < rows; i++)
        {
            result.Add([]);
        }

        for (int column = 0; column < columns; column++)
        {
            string name = Text();
            string type = Text();
            string[] values = Column(type, rows);
            for (int i = 0; i < rows; i++)
            {
                result[i][name] = values[i];
            }
        }

        Assert.Equal(bytes.Length, at);
        return result;
    }

    private string[] Column(string type, int count)
    {
        if (type.StartsWith("Array(", StringComparison.Ordinal))
        {
            long[] ends = Ends(count);
            string[] items = Column(type[6..^1], (int)Last(ends));
            return Group(ends, items, "[", "]");
        }

        if (type == "Map(String, String)")
        {
            long[] ends = Ends(count);
            string[] keys = Column("String", (int)Last(ends));
            string[] values = Column("String", (int)Last(ends));
            return Group(ends, [.. keys.Zip(values, (key, value) => key + ":" + value)], "{", "}");
        }

        var result = new string[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = Scalar(type);
        }

        return result;
    }

    private string Scalar(string type) => type switch
    {
        "String" => Show.Bytes(Take((int)Varint())),
        "DateTime64(9)" => BinaryPrimitives.ReadInt64LittleEndian(Take(8)).ToString(CultureInfo.InvariantCulture),
        "UInt64" => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)).ToString(CultureInfo.InvariantCulture),
        "UInt32" => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)).ToString(CultureInfo.InvariantCulture),
        "UInt8" => Take(1)[0].ToString(CultureInfo.InvariantCulture),
        "Bool" => Take(1)[0] switch { 0 => "false", 1 => "true", _ => "not a bool" },
        "UInt128" => BinaryPrimitives.ReadUInt128LittleEndian(Take(16)).ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException("type " + type),
    };

    private static string[] Group(long[] ends, string[] items, string open, string close)
    {
        var result = new string[ends.Length];
        long start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            result[i] = open + string.Join(',', items[(int)start..(int)ends[i]]) + close;
            start = ends[i];
        }

        return result;
    }

    private static long Last(long[] ends) => ends.Length == 0 ? 0 : ends[^1];

    private long[] Ends(int count)
    {
        var ends = new long[count];
        for (int i = 0; i < count; i++)
        {
            ends[i] = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
        }

        return ends;
    }

    private string Text() => Encoding.ASCII.GetString(Take((int)Varint()));

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = bytes.AsSpan(at, count);
        at += count;
        return taken;
    }
}

/// <summary>How rows are shown, by the reader and by the expectation alike.</summary>
internal static class Show
{
    public static string Bytes(ReadOnlySpan<byte> bytes) => '\'' + Encoding.Latin1.GetString(bytes) + '\'';

    public static string Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static string Map(IEnumerable<(string Key, string Value)> map) =>
        "{" + string.Join(',', map.Select(pair => Text(pair.Key) + ":" + Text(pair.Value))) + "}";

    public static string List(IEnumerable<string> items) => "[" + string.Join(',', items) + "]";

    public static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
