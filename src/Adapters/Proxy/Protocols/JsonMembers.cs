using System.Text.Json;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>Reads members that may be absent or of another kind: null then.</summary>
internal static class JsonMembers
{
    /// <summary>A member, or undefined.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    /// <summary>A text that is not empty, or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number of 0 or more, or null.</summary>
    public static long? Count(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out long count) && count >= 0 ? count : null;

    /// <summary>The items of an array, or none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    /// <summary>Whether a member is there and holds something: a text, an object or an array that is not empty.</summary>
    public static bool Holds(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.ValueEquals("") is false,
        { ValueKind: JsonValueKind.Array } array => array.GetArrayLength() > 0,
        { ValueKind: JsonValueKind.Object } => true,
        _ => false,
    };
}
