using System.Text.Json;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>Reads members that may be absent or of another kind.</summary>
internal static class JsonReading
{
    /// <summary>A member, or undefined.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    /// <summary>A string member, or empty.</summary>
    public static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";

    /// <summary>True when the member is true.</summary>
    public static bool Flag(JsonElement element, string name) => Member(element, name).ValueKind == JsonValueKind.True;

    /// <summary>The items of an array member, or none.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];
}
