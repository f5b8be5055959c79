using System.Runtime.CompilerServices;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Protobuf;

/// <summary>Reads <c>KeyValue</c> messages into the columns of a map.</summary>
internal sealed unsafe class ProtobufAttributeReader(DecodeSession session)
{
    private readonly ProtobufValueReader _values = new(session);

    /// <summary>Room that the text of any number, and a bool, takes.</summary>
    private const int ScalarRoom = 40;

    /// <summary>The reader of values.</summary>
    public ProtobufValueReader Values => _values;

    /// <summary>Reads one attribute into the open map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(MapColumns map, Slice message)
    {
        byte* p = message.Start;
        byte* end = p + message.Length;
        // Nearly every sender writes a short key, then the value, and nothing else.
        if (message.Length > 0 && p[0] == Tags.KeyValue.Key && p[1] < 0x80)
        {
            byte* value = p + 2 + p[1];
            if (value + 1 < end && value[0] == Tags.KeyValue.Value)
            {
                byte* start = value + 1;
                uint length = (uint)Wire.Varint(ref start);
                if (length == (ulong)(end - start))
                {
                    session.Text.Append(map.Keys, new Slice(p + 2, p[1]));
                    map.Add(ReadValue(map.Values, start, end));
                    return;
                }
            }
        }

        ReadOther(map, p, end);
    }

    /// <summary>Writes an <c>AnyValue</c> as text with its length.</summary>
    /// <returns>The letter of its type.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte ReadValue(ColumnBuffer to, byte* p, byte* end)
    {
        if (p < end)
        {
            byte* start = p + 1;
            switch (p[0])
            {
                case (byte)Tags.AnyValue.Text:
                    uint length = (uint)Wire.Varint(ref start);
                    if (length == (ulong)(end - start))
                    {
                        session.Text.Append(to, new Slice(start, (nint)length));
                        return AttributeTypes.Text;
                    }

                    break;
                case (byte)Tags.AnyValue.Int:
                    long number = (long)Wire.Varint(ref start);
                    if (start == end)
                    {
                        to.Ensure(ScalarRoom);
                        to.AppendDecimal(number);
                        return AttributeTypes.Int;
                    }

                    break;
                case (byte)Tags.AnyValue.Double when end - start == sizeof(double):
                    to.Ensure(ScalarRoom);
                    to.AppendDouble(BitConverter.UInt64BitsToDouble(Wire.Fixed64(ref start)));
                    return AttributeTypes.Double;
                case (byte)Tags.AnyValue.Bool when end - start == 1 && start[0] < 0x80:
                    to.AppendString(start[0] != 0 ? "true"u8 : "false"u8);
                    return AttributeTypes.Bool;
                default:
                    break;
            }
        }

        return ReadOtherValue(to, p, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReadOther(MapColumns map, byte* p, byte* end)
    {
        KeyValueParts parts = ProtobufValueReader.SplitKeyValue(p, end);
        using ColumnBuffer? merged = ProtobufValueReader.Merge(p, end, Tags.KeyValue.Value, parts.Values, ref parts.Value);
        session.Text.Append(map.Keys, parts.Key);
        map.Add(ReadOtherValue(map.Values, parts.Value.Start, parts.Value.Start + parts.Value.Length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte ReadOtherValue(ColumnBuffer to, byte* p, byte* end)
    {
        ColumnBuffer text = session.Value;
        text.Reset();
        byte type = _values.WriteText(text, p, end);
        to.AppendString(text.Written);
        return type;
    }
}
