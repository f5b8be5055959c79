using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>
/// One text for one record, so that what an SDK held and what the service answers can be compared: members by name, values of arrays and maps
/// as JSON without spaces, doubles in their shortest form. Nothing else is smoothed over: order of attributes, types and digits count.
/// </summary>
internal static class CanonicalRecord
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The texts of records, sorted.</summary>
    public static IReadOnlyList<string> All(IEnumerable<JsonNode> records) => [.. records.Select(Of).Order(StringComparer.Ordinal)];

    /// <summary>The text of one record.</summary>
    public static string Of(JsonNode record) => Sorted(record)!.ToJsonString(Plain);

    private static JsonNode? Sorted(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                return new JsonArray([.. items.Select(Sorted)]);
            case JsonObject members:
                var sorted = new JsonObject();
                foreach ((string name, JsonNode? member) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    sorted[name] = name == "value" ? Value((string)member!, (string)members["type"]!) : Sorted(member);
                }

                return sorted;
            default:
                return node?.DeepClone();
        }
    }

    private static JsonValue? Value(string value, string type) => type switch
    {
        "ARRAY" or "MAP" => JsonValue.Create(JsonNode.Parse(value)!.ToJsonString(Plain)),
        "DOUBLE" => JsonValue.Create(double.Parse(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value),
    };
}
