using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Reads an answer that is streamed as server-sent events.</summary>
internal sealed class EventStreamReader : IResponseReader, IEventHandler
{
    private readonly EventSplitter splitter;
    private readonly ModelCallFacts facts;
    private readonly Action<JsonElement, ModelCallFacts> read;

    /// <summary>Makes a reader.</summary>
    /// <param name="limit">The longest event that is read, bytes.</param>
    /// <param name="facts">Where what is read goes.</param>
    /// <param name="read">Reads the data of one event.</param>
    public EventStreamReader(int limit, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read)
    {
        splitter = new EventSplitter(limit, this);
        this.facts = facts;
        this.read = read;
    }

    public void Push(ReadOnlySpan<byte> bytes) => splitter.Push(bytes);

    public void End() => splitter.End();

    public void Event(ReadOnlyMemory<byte> raw) => Read(EventData.Of(raw), facts, read);

    public void Part(ReadOnlySpan<byte> raw) => facts.HasUnread = true;

    /// <summary>Reads the data of one event; the mark that ends OpenAI's streams is no JSON.</summary>
    internal static void Read(ReadOnlyMemory<byte> data, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read)
    {
        if (data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            facts.IsComplete = true;
            facts.Tools.EndAll();
        }
        else if (!data.IsEmpty)
        {
            JsonFold.Into(data, facts, read);
        }
    }
}
