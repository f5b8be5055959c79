using System.Text.Json;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Json;

/// <summary>Reads <c>AnyValue</c> objects; of several kinds in one object the last counts.</summary>
internal sealed class JsonValueReader(DecodeSession session, JsonStrings strings, JsonNumbers numbers) : IDisposable
{
    private readonly ColumnBuffer _pending = new();

    /// <summary>Room that the text of any number takes.</summary>
    private const int ScalarRoom = 40;

    /// <summary>Writes the value that the reader stands on as text with its length.</summary>
    /// <param name="to">Where.</param>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="raw">The bytes of a string or of bytes.</param>
    /// <returns>The letter of its type.</returns>
    public byte Append(ColumnBuffer to, ref Utf8JsonReader reader, out Slice raw)
    {
        nint start = to.Length;
        byte type = AttributeTypes.Empty;
        raw = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            strings.Mistyped(ref reader);
        }
        else
        {
            while (JsonWalk.NextMember(ref reader))
            {
                byte kind = KindOf(ref reader);
                reader.Read();
                if (kind == 0 || reader.TokenType == JsonTokenType.Null)
                {
                    reader.Skip();
                    continue;
                }

                type = kind;
                to.Truncate(start);
                raw = AppendKind(to, kind, ref reader);
            }
        }

        if (type == AttributeTypes.Empty)
        {
            to.AppendString([]);
        }

        return type;
    }

    public void Dispose() => _pending.Dispose();

    private static byte KindOf(ref Utf8JsonReader reader) =>
        JsonWalk.Is(ref reader, "stringValue"u8) ? AttributeTypes.Text
        : JsonWalk.Is(ref reader, "intValue"u8) ? AttributeTypes.Int
        : JsonWalk.Is(ref reader, "boolValue"u8) ? AttributeTypes.Bool
        : JsonWalk.Is(ref reader, "doubleValue"u8) ? AttributeTypes.Double
        : JsonWalk.Is(ref reader, "arrayValue"u8) ? AttributeTypes.Array
        : JsonWalk.Is(ref reader, "kvlistValue"u8) ? AttributeTypes.Map
        : JsonWalk.Is(ref reader, "bytesValue"u8) ? AttributeTypes.Bytes
        : (byte)0;

    private Slice AppendKind(ColumnBuffer to, byte kind, ref Utf8JsonReader reader)
    {
        Slice raw = default;
        to.Ensure(ScalarRoom);
        switch (kind)
        {
            case AttributeTypes.Text:
                raw = strings.Text(ref reader);
                session.Text.Append(to, raw);
                break;
            case AttributeTypes.Int:
                to.AppendDecimal(numbers.Int64(ref reader));
                break;
            case AttributeTypes.Bool:
                to.AppendString(Bool(ref reader) ? "true"u8 : "false"u8);
                break;
            case AttributeTypes.Double:
                to.AppendDouble(numbers.Double(ref reader));
                break;
            default:
                session.Value.Reset();
                if (kind == AttributeTypes.Bytes)
                {
                    raw = strings.Bytes(ref reader);
                    NestedText.Base64Of(session.Value, raw.Span);
                }
                else
                {
                    WriteNested(session.Value, kind, ref reader, 1);
                }

                to.AppendString(session.Value.Written);
                break;
        }

        return raw;
    }

    private bool Bool(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        strings.Mistyped(ref reader);
        return false;
    }

    private void WriteNested(ColumnBuffer to, byte kind, ref Utf8JsonReader reader, int depth)
    {
        bool array = kind == AttributeTypes.Array;
        if (depth > DecodeSession.MaxDepth)
        {
            session.Find(RecordFault.ValueTooDeep);
            reader.Skip();
            return;
        }

        NestedText.Punctuation(to, array ? (byte)'[' : (byte)'{');
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            strings.Mistyped(ref reader);
        }
        else
        {
            nint start = to.Length;
            while (JsonWalk.NextMember(ref reader))
            {
                bool values = JsonWalk.Is(ref reader, "values"u8);
                reader.Read();
                if (!values || reader.TokenType != JsonTokenType.StartArray)
                {
                    SkipUnlessKnown(values, ref reader);
                    continue;
                }

                while (JsonWalk.NextItem(ref reader))
                {
                    if (to.Length > start)
                    {
                        NestedText.Punctuation(to, (byte)',');
                    }

                    WriteItem(to, array, ref reader, depth + 1);
                }
            }
        }

        NestedText.Punctuation(to, array ? (byte)']' : (byte)'}');
    }

    private void SkipUnlessKnown(bool known, ref Utf8JsonReader reader)
    {
        if (known)
        {
            strings.Mistyped(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void WriteItem(ColumnBuffer to, bool array, ref Utf8JsonReader reader, int depth)
    {
        if (array)
        {
            WriteJson(to, ref reader, depth);
        }
        else
        {
            WriteMember(to, ref reader, depth);
        }
    }

    // Key and value may come in any order, and the value is written before the key is known: it waits in scratch memory.
    private void WriteMember(ColumnBuffer to, ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            strings.Mistyped(ref reader);
            to.Append("\"\":null"u8);
            return;
        }

        Slice key = default;
        nint start = to.Length;
        NestedText.Null(to);
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "key"u8))
            {
                reader.Read();
                key = strings.Text(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "value"u8))
            {
                reader.Read();
                to.Truncate(start);
                WriteJson(to, ref reader, depth);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        _pending.Reset();
        _pending.Append(to.Written[(int)start..]);
        to.Truncate(start);
        session.Nested.String(to, key.Span);
        NestedText.Punctuation(to, (byte)':');
        to.AppendAll(_pending);
    }

    private void WriteJson(ColumnBuffer to, ref Utf8JsonReader reader, int depth)
    {
        nint start = to.Length;
        NestedText.Null(to);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            strings.Mistyped(ref reader);
            return;
        }

        while (JsonWalk.NextMember(ref reader))
        {
            byte kind = KindOf(ref reader);
            reader.Read();
            if (kind == 0 || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            to.Truncate(start);
            WriteKind(to, kind, ref reader, depth);
        }
    }

    private void WriteKind(ColumnBuffer to, byte kind, ref Utf8JsonReader reader, int depth)
    {
        switch (kind)
        {
            case AttributeTypes.Text:
                session.Nested.String(to, strings.Text(ref reader).Span);
                break;
            case AttributeTypes.Int:
                NestedText.Int(to, numbers.Int64(ref reader));
                break;
            case AttributeTypes.Bool:
                NestedText.Bool(to, Bool(ref reader));
                break;
            case AttributeTypes.Double:
                NestedText.Double(to, numbers.Double(ref reader));
                break;
            case AttributeTypes.Bytes:
                NestedText.QuotedBase64(to, strings.Bytes(ref reader).Span);
                break;
            default:
                WriteNested(to, kind, ref reader, depth);
                break;
        }
    }
}
