using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Gives pieces of JSON to what reads them; a piece that cannot be read is noted, and the next one is read all the same.</summary>
internal static class JsonFold
{
    /// <summary>Reads one piece.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="facts">Where what is read goes.</param>
    /// <param name="read">Reads the piece.</param>
    public static void Into(ReadOnlyMemory<byte> json, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            read(document.RootElement, facts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string in it is not Unicode.
            facts.HasUnread = true;
        }
    }
}
