using System.Text.Json;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Json;

/// <summary>Reads arrays of <c>KeyValue</c> objects into the columns of a map. Duplicate keys stay, in order.</summary>
internal sealed class JsonAttributeReader(DecodeSession session, JsonStrings strings, JsonValueReader values)
{
    /// <summary>Reads the array that the reader stands on into the open map.</summary>
    public void Read(MapColumns map, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            strings.Mistyped(ref reader);
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadOne(map, ref reader);
            }
            else
            {
                session.Find(RecordFault.JsonType);
                reader.Skip();
            }
        }
    }

    private void ReadOne(MapColumns map, ref Utf8JsonReader reader)
    {
        nint key = map.Keys.Length;
        nint value = map.Values.Length;
        byte type = AttributeTypes.Empty;
        while (JsonWalk.NextMember(ref reader))
        {
            // A member that comes again replaces the one before.
            if (JsonWalk.Is(ref reader, "key"u8))
            {
                reader.Read();
                map.Keys.Truncate(key);
                session.Text.Append(map.Keys, strings.Text(ref reader));
            }
            else if (JsonWalk.Is(ref reader, "value"u8))
            {
                reader.Read();
                map.Values.Truncate(value);
                type = values.Append(map.Values, ref reader, out _);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        if (map.Keys.Length == key)
        {
            map.Keys.AppendString([]);
        }

        if (map.Values.Length == value)
        {
            map.Values.AppendString([]);
        }

        map.Add(type);
    }
}
