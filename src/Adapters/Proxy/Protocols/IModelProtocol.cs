using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>What the bytes of one vendor's interface mean. Has no state.</summary>
public interface IModelProtocol
{
    /// <summary>Name of the protocol.</summary>
    string Name { get; }

    /// <summary>Whether a streamed answer tells its usage only where the request asks for it.</summary>
    bool TellsUsageWhenAsked { get; }

    /// <summary>Whether an answer to this path that is JSON is streamed item by item.</summary>
    /// <param name="path">The path without query.</param>
    bool StreamsItems(string path);

    /// <summary>Whether a POST to this path asks a model.</summary>
    /// <param name="path">The path without query; what stands before its end does not matter.</param>
    bool Recognises(string path);

    /// <summary>The model asked for, where the path names it.</summary>
    /// <param name="path">The path.</param>
    string? ModelOf(string path);

    /// <summary>Reads one member of a request, where it holds the conversation: the results of tools in it.</summary>
    /// <param name="reader">Stands on the member's name; afterwards on the last token of its value.</param>
    /// <param name="body">The whole request, UTF-8.</param>
    /// <param name="results">Where they go.</param>
    /// <returns>False, with the reader not moved, where the member does not.</returns>
    bool TryReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results);

    /// <summary>How a tool ended, where its result has a place that says so.</summary>
    /// <param name="content">The JSON of the result's content.</param>
    ToolOutcome OutcomeOf(ReadOnlySpan<byte> content);

    /// <summary>Reads one event, or one item, of a streamed answer.</summary>
    /// <param name="data">Its JSON.</param>
    /// <param name="facts">Where what it tells goes.</param>
    void ReadEvent(JsonElement data, ModelCallFacts facts);

    /// <summary>Reads an answer that is not streamed.</summary>
    /// <param name="body">Its JSON.</param>
    /// <param name="facts">Where what it tells goes.</param>
    void ReadWhole(JsonElement body, ModelCallFacts facts);
}
