using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Protobuf;

/// <summary>Where the parts of a <c>KeyValue</c> lie.</summary>
internal struct KeyValueParts
{
    public Slice Key;
    public Slice Value;
    public int Values;
}

/// <summary>
/// Reads <c>AnyValue</c> in any form: the last field set counts, and a message that comes in several parts is their
/// concatenation (protobuf.dev, "Encoding", "Last One Wins").
/// </summary>
internal sealed unsafe class ProtobufValueReader(DecodeSession session)
{
    /// <summary>Writes a value as the text that attribute columns hold.</summary>
    /// <returns>The letter of its type.</returns>
    public byte WriteText(ColumnBuffer to, byte* p, byte* end)
    {
        AnyValueParts value = Split(p, end, 1);
        switch (value.Tag)
        {
            case Tags.AnyValue.Text:
                session.Nested.BareString(to, value.Payload.Span);
                return AttributeTypes.Text;
            case Tags.AnyValue.Bool:
                NestedText.Bool(to, value.Bits != 0);
                return AttributeTypes.Bool;
            case Tags.AnyValue.Int:
                NestedText.Int(to, (long)value.Bits);
                return AttributeTypes.Int;
            case Tags.AnyValue.Double:
                NestedText.BareDouble(to, BitConverter.UInt64BitsToDouble(value.Bits));
                return AttributeTypes.Double;
            case Tags.AnyValue.Bytes:
                NestedText.Base64Of(to, value.Payload.Span);
                return AttributeTypes.Bytes;
            case Tags.AnyValue.Array:
                WriteNested(to, value, end, 1);
                return AttributeTypes.Array;
            case Tags.AnyValue.Map:
                WriteNested(to, value, end, 1);
                return AttributeTypes.Map;
            default:
                return AttributeTypes.Empty;
        }
    }

    /// <summary>Splits a value into the field that counts. A list that another field replaces must be whole all the same.</summary>
    public AnyValueParts Split(byte* p, byte* end, int depth)
    {
        AnyValueParts value = default;
        while (p < end)
        {
            byte* start = p;
            uint tag = Wire.Tag(ref p);
            if (value.Tag is Tags.AnyValue.Array or Tags.AnyValue.Map && tag != value.Tag && IsKnown(tag))
            {
                CheckReplaced(value, start, depth);
            }

            switch (tag)
            {
                case Tags.AnyValue.Text:
                case Tags.AnyValue.Bytes:
                case Tags.AnyValue.Array:
                case Tags.AnyValue.Map:
                    value.Set(tag, start);
                    value.Payload = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.AnyValue.Bool:
                case Tags.AnyValue.Int:
                    value.Set(tag, start);
                    value.Bits = Wire.Varint(ref p);
                    break;
                case Tags.AnyValue.Double:
                    value.Set(tag, start);
                    value.Bits = Wire.Fixed64(ref p);
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        return value;
    }

    /// <summary>Splits a <c>KeyValue</c>; a value in several parts is left to <see cref="Merge"/>.</summary>
    public static KeyValueParts SplitKeyValue(byte* p, byte* end)
    {
        KeyValueParts parts = default;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.KeyValue.Key:
                    parts.Key = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.KeyValue.Value:
                    parts.Value = Wire.LengthDelimited(ref p, end);
                    parts.Values++;
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        return parts;
    }

    /// <summary>Concatenates the parts of a message field that came more than once.</summary>
    /// <param name="p">Where to start looking.</param>
    /// <param name="end">The end of the enclosing message, already checked.</param>
    /// <param name="field">The field's tag.</param>
    /// <param name="count">How many parts there are.</param>
    /// <param name="merged">The message; unchanged where it came once.</param>
    /// <returns>The memory that holds it, or null.</returns>
    public static ColumnBuffer? Merge(byte* p, byte* end, uint field, int count, ref Slice merged)
    {
        if (count < 2)
        {
            return null;
        }

        var whole = new ColumnBuffer();
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            if (tag == field)
            {
                whole.Append(Wire.LengthDelimited(ref p, end).Span);
            }
            else
            {
                Wire.Skip(ref p, end, tag);
            }
        }

        merged = new Slice(whole.Start, whole.Length);
        return whole;
    }

    private static bool IsKnown(uint tag) => tag
        is Tags.AnyValue.Text or Tags.AnyValue.Bool or Tags.AnyValue.Int or Tags.AnyValue.Double
        or Tags.AnyValue.Array or Tags.AnyValue.Map or Tags.AnyValue.Bytes;

    private void CheckReplaced(AnyValueParts value, byte* end, int depth)
    {
        using var discarded = new ColumnBuffer();
        WriteNested(discarded, value, end, depth);
    }

    private void WriteNested(ColumnBuffer to, AnyValueParts value, byte* end, int depth)
    {
        if (depth > DecodeSession.MaxDepth)
        {
            session.Find(RecordFault.ValueTooDeep);
            NestedText.Null(to);
            return;
        }

        Slice payload = value.Payload;
        using ColumnBuffer? merged = Merge(value.RunStart, end, value.Tag, value.RunLength, ref payload);
        bool array = value.Tag == Tags.AnyValue.Array;
        NestedText.Punctuation(to, array ? (byte)'[' : (byte)'{');
        byte* p = payload.Start;
        byte* payloadEnd = p + payload.Length;
        bool first = true;
        while (p < payloadEnd)
        {
            uint tag = Wire.Tag(ref p);
            if (tag != Tags.AnyValue.Values)
            {
                Wire.Skip(ref p, payloadEnd, tag);
                continue;
            }

            Slice item = Wire.LengthDelimited(ref p, payloadEnd);
            if (!first)
            {
                NestedText.Punctuation(to, (byte)',');
            }

            first = false;
            if (array)
            {
                WriteJson(to, item.Start, item.Start + item.Length, depth + 1);
            }
            else
            {
                WriteMember(to, item.Start, item.Start + item.Length, depth + 1);
            }
        }

        Wire.CheckEnd(p, payloadEnd);
        NestedText.Punctuation(to, array ? (byte)']' : (byte)'}');
    }

    private void WriteMember(ColumnBuffer to, byte* p, byte* end, int depth)
    {
        KeyValueParts parts = SplitKeyValue(p, end);
        using ColumnBuffer? merged = Merge(p, end, Tags.KeyValue.Value, parts.Values, ref parts.Value);
        session.Nested.String(to, parts.Key.Span);
        NestedText.Punctuation(to, (byte)':');
        WriteJson(to, parts.Value.Start, parts.Value.Start + parts.Value.Length, depth);
    }

    private void WriteJson(ColumnBuffer to, byte* p, byte* end, int depth)
    {
        AnyValueParts value = Split(p, end, depth);
        switch (value.Tag)
        {
            case Tags.AnyValue.Text:
                session.Nested.String(to, value.Payload.Span);
                break;
            case Tags.AnyValue.Bool:
                NestedText.Bool(to, value.Bits != 0);
                break;
            case Tags.AnyValue.Int:
                NestedText.Int(to, (long)value.Bits);
                break;
            case Tags.AnyValue.Double:
                NestedText.Double(to, BitConverter.UInt64BitsToDouble(value.Bits));
                break;
            case Tags.AnyValue.Bytes:
                NestedText.QuotedBase64(to, value.Payload.Span);
                break;
            case Tags.AnyValue.Array:
            case Tags.AnyValue.Map:
                WriteNested(to, value, end, depth);
                break;
            default:
                NestedText.Null(to);
                break;
        }
    }
}
