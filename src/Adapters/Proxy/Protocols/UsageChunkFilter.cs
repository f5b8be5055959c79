using System.Text.Json;
using Tracing.Adapters.Proxy.Reading;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// Reads a streamed chat completion and takes out the chunk that tells the usage: the agent had not asked for it. That chunk alone has usage and no
/// choices. An event is held until it has ended, so the agent sees each one whole.
/// </summary>
internal sealed class UsageChunkFilter : IEventHandler
{
    private readonly EventSplitter splitter;
    private readonly ModelCallFacts facts;
    private readonly Action<JsonElement, ModelCallFacts> read;
    private readonly GrowingBuffer passing = new(int.MaxValue);
    private bool isUsageChunk;

    /// <summary>Makes a filter.</summary>
    /// <param name="limit">The longest event that is held, bytes; a longer one passes.</param>
    /// <param name="facts">Where what is read goes.</param>
    /// <param name="read">Reads the data of one event.</param>
    public UsageChunkFilter(int limit, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read)
    {
        splitter = new EventSplitter(limit, this);
        this.facts = facts;
        this.read = read;
    }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>What passes now; valid until the next call.</returns>
    public ReadOnlyMemory<byte> Pass(ReadOnlySpan<byte> bytes)
    {
        passing.Clear();
        splitter.Push(bytes);
        return passing.Written;
    }

    /// <summary>The stream has ended.</summary>
    /// <returns>What was still held.</returns>
    public ReadOnlyMemory<byte> Rest()
    {
        passing.Clear();
        splitter.End();
        return passing.Written;
    }

    public void Event(ReadOnlyMemory<byte> raw)
    {
        isUsageChunk = false;
        EventStreamReader.Read(EventData.Of(raw), facts, Read);
        if (!isUsageChunk)
        {
            passing.TryAdd(raw.Span);
        }
    }

    public void Part(ReadOnlySpan<byte> raw)
    {
        facts.HasUnread = true;
        passing.TryAdd(raw);
    }

    private void Read(JsonElement data, ModelCallFacts into)
    {
        isUsageChunk = data.Member("usage").ValueKind == JsonValueKind.Object && data.Member("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() == 0;
        read(data, into);
    }
}
