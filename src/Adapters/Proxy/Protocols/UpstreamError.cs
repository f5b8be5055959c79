using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>The error bodies of the vendors: <c>{"error":{"type":…,"code":…,"status":…}}</c>, Gemini's perhaps in an array.</summary>
internal static class UpstreamError
{
    private const string Unnamed = "error";
    private const int LongestName = 100;

    /// <summary>Reads an error, if this is one.</summary>
    /// <param name="body">The JSON of an answer or of an event.</param>
    /// <param name="facts">Where its type goes.</param>
    /// <returns>Whether it is an error.</returns>
    public static bool TryRead(JsonElement body, ModelCallFacts facts)
    {
        JsonElement holder = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0 ? body[0] : body;
        JsonElement error = holder.Member("error");
        if (error.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            return false;
        }

        facts.ErrorType = NameOf(error) ?? Unnamed;
        return true;
    }

    /// <summary>What an error object calls itself: OpenAI's and Anthropic's type, Gemini's status, else a code.</summary>
    public static string? NameOf(JsonElement error) =>
        (error.Text("type") ?? error.Text("status") ?? error.Text("code")) is { Length: <= LongestName } name ? name : null;
}
