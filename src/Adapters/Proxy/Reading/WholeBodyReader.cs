using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Reads an answer that is one JSON text: a copy is gathered, up to a bound, and read when it has ended.</summary>
/// <param name="limit">The longest answer that is read, bytes.</param>
/// <param name="facts">Where what is read goes.</param>
/// <param name="read">Reads the answer.</param>
internal sealed class WholeBodyReader(int limit, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read) : IResponseReader
{
    private readonly GrowingBuffer body = new(limit);

    public void Push(ReadOnlySpan<byte> bytes)
    {
        if (!facts.HasUnread && !body.TryAdd(bytes))
        {
            facts.HasUnread = true;
            body.Clear();
        }
    }

    public void End()
    {
        if (!facts.HasUnread && body.Length > 0)
        {
            JsonFold.Into(body.Written, facts, read);
        }

        body.Clear();
    }
}
