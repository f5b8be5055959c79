using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>OTLP/JSON into generated types: its ids are hex where protobuf's own JSON has base64.</summary>
internal static class OtlpJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    private static readonly string[] Ids = ["traceId", "spanId", "parentSpanId"];

    /// <summary>Parses a message.</summary>
    public static T Parse<T>(byte[] json)
        where T : IMessage, new()
    {
        JsonNode root = JsonNode.Parse(json)!;
        MendIds(root);
        return Parser.Parse<T>(root.ToJsonString());
    }

    private static void MendIds(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    MendIds(item);
                }

                break;
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    if (Ids.Contains(name) && value is JsonValue id)
                    {
                        members[name] = Convert.ToBase64String(Convert.FromHexString((string)id!));
                    }
                    else
                    {
                        MendIds(value);
                    }
                }

                break;
            default:
                break;
        }
    }
}
