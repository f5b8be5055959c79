using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tracing.Collector.Decode.Json;

/// <summary>Steps through objects and arrays.</summary>
internal static class JsonWalk
{
    /// <summary>Whether the reader stands on that name. Inlined, for the comparison with a literal is then a few instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueSpan.SequenceEqual(name) || (reader.ValueIsEscaped && reader.ValueTextEquals(name));

    /// <summary>
    /// Steps to the next member of the object that the reader is in. On true the reader stands on the member's name; the
    /// caller reads the value.
    /// </summary>
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Steps to the next item of the array that the reader is in.</summary>
    public static bool NextItem(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Steps over a member's value.</summary>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Steps into an array of the envelope; null counts as empty, anything else makes the request malformed.</summary>
    public static bool EnterArray(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
        {
            MalformedRequestException.Throw($"{name} is not an array");
        }

        return reader.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>Steps into an object of the envelope; null counts as absent, anything else makes the request malformed.</summary>
    public static bool EnterObject(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            MalformedRequestException.Throw($"{name} is not an object");
        }

        return reader.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>The reader stands on an item that must be an object of the envelope.</summary>
    public static void ExpectObject(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            MalformedRequestException.Throw($"an item of {name} is not an object");
        }
    }
}
