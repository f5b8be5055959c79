using System.Text.Json;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>Reads one member, whose name the reader stands on, or one item, whose first token it stands on; afterwards it stands on the last token.</summary>
/// <typeparam name="T">What takes the values.</typeparam>
internal delegate void JsonStep<in T>(ref Utf8JsonReader reader, T into);

/// <summary>Walks through JSON without building it. What is of another kind than asked for is passed over.</summary>
internal static class JsonWalk
{
    /// <summary>Reads the members of the object that the reader stands on.</summary>
    public static void Members<T>(ref Utf8JsonReader reader, T into, JsonStep<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            read(ref reader, into);
        }
    }

    /// <summary>Reads the items of the array that the reader stands on.</summary>
    public static void Items<T>(ref Utf8JsonReader reader, T into, JsonStep<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            read(ref reader, into);
        }
    }

    /// <summary>The text of the member that the reader stands on; null where it is none, or no Unicode.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The truth value of the member that the reader stands on, or null.</summary>
    public static bool? Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool? value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        reader.Skip();
        return value;
    }

    /// <summary>Where the value of the member that the reader stands on is; the reader must read one piece.</summary>
    public static Range Place(ref Utf8JsonReader reader)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
