using System.Buffers;
using System.Text;

namespace Tracing.Collector.Receive;

/// <summary>Writes the few protobuf fields that answers consist of (protobuf encoding, "Message structure").</summary>
internal static class ProtobufFields
{
    private const int VarintType = 0;
    private const int LengthType = 2;

    public static void WriteNumber(this ArrayBufferWriter<byte> to, int field, long value)
    {
        if (value != 0)
        {
            WriteVarint(to, (ulong)((field << 3) | VarintType));
            WriteVarint(to, (ulong)value);
        }
    }

    public static void WriteText(this ArrayBufferWriter<byte> to, int field, string value)
    {
        if (value.Length > 0)
        {
            WriteBytes(to, field, Encoding.UTF8.GetBytes(value));
        }
    }

    public static void WriteMessage(this ArrayBufferWriter<byte> to, int field, Action<ArrayBufferWriter<byte>> content)
    {
        var inner = new ArrayBufferWriter<byte>();
        content(inner);
        WriteBytes(to, field, inner.WrittenSpan);
    }

    private static void WriteBytes(ArrayBufferWriter<byte> to, int field, ReadOnlySpan<byte> value)
    {
        WriteVarint(to, (ulong)((field << 3) | LengthType));
        WriteVarint(to, (ulong)value.Length);
        to.Write(value);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> to, ulong value)
    {
        Span<byte> bytes = to.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        to.Advance(length);
    }
}
