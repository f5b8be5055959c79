using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>What the proxy needs to know of a request before it is forwarded, found in one pass over its JSON.</summary>
/// <param name="Model">The model asked for, or null.</param>
/// <param name="Streams">Whether the answer is to be streamed.</param>
/// <param name="Usage">Where the request for usage stands or would stand.</param>
/// <param name="Results">The results of tools that it holds; null where it could not be read.</param>
internal readonly record struct RequestFacts(string? Model, bool Streams, UsageQuestion Usage, ToolResults? Results)
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>What was found; nothing where the body is no JSON object.</returns>
    public static RequestFacts Read(ReadOnlySpan<byte> body, IModelProtocol protocol)
    {
        try
        {
            return ReadObject(body, protocol);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string in it is not Unicode: the upstream will say so.
            return default;
        }
    }

    private static RequestFacts ReadObject(ReadOnlySpan<byte> body, IModelProtocol protocol)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 256 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        string? model = null;
        bool streams = false;
        var results = new ToolResults();
        var usage = new UsageQuestion((int)reader.TokenStartIndex + 1, 0, UsageAsked.NoOptions);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                model = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                streams = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("stream_options"u8))
            {
                reader.Read();
                usage = UsageQuestion.Read(ref reader);
            }
            else if (protocol.TryReadConversation(ref reader, body, results))
            {
                continue;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return new RequestFacts(model, streams, usage, results);
    }
}
