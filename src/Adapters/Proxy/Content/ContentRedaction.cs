using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>
/// Takes keys out of contents: those that a request carries in its head, and those known by their shape. Works on text as it reads, with the escapes of
/// JSON undone and the pieces of a stream joined, so that a key is found however it was sent.
/// </summary>
internal sealed partial class ContentRedaction
{
    private static readonly string[] KeyHeaders = ["Authorization", "Proxy-Authorization", "x-api-key", "x-goog-api-key", "api-key", "Cookie"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Redaction own;

    private ContentRedaction(IEnumerable<string> keys) => own = new Redaction(keys, []);

    /// <summary>Reads the keys of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="others">Other secrets.</param>
    public static ContentRedaction Of(HttpRequest request, IEnumerable<string> others)
    {
        IEnumerable<string> heads = KeyHeaders.SelectMany(name => request.Headers[name]).OfType<string>();
        IEnumerable<string> query = request.Query["key"].OfType<string>();

        // A scheme may stand before the key.
        return new ContentRedaction([.. heads.Concat(heads.Select(value => value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..])).Concat(query).Concat(others)]);
    }

    /// <summary>Redacts a text.</summary>
    public string Text(string text) => SecretShapes.Hide(own.Apply(text));

    /// <summary>Redacts JSON, such as the arguments of a tool; what is none as a text.</summary>
    public string Json(string json)
    {
        try
        {
            return JsonNode.Parse(json) is { } node ? Node(node)!.ToJsonString(Plain) : json;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Cut, or not JSON: escapes that may hide a key are undone all the same.
            return Text(Escape().Replace(json, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
        }
    }

    private JsonNode? Node(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Text(member.Key), Node(member.Value))).DistinctBy(member => member.Key)),
        JsonArray items => new JsonArray([.. items.Select(Node)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Text(value.GetValue<string>())),
        null => null,
        _ => node.DeepClone(),
    };

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
