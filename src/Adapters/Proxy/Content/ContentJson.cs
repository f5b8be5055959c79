using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>Parts of messages as the GenAI conventions write them.</summary>
internal static class ContentJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A part that is text.</summary>
    public static JsonObject TextPart(string text) => new() { ["type"] = "text", ["content"] = text };

    /// <summary>A part that asks for a tool.</summary>
    public static JsonObject CallPart(string? id, string? name, string? arguments) => new() { ["type"] = "tool_call", ["id"] = id, ["name"] = name, ["arguments"] = arguments };

    /// <summary>The JSON text.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(Plain);
}
