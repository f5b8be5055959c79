using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Reads an answer that is streamed as the items of one JSON array, as Gemini does for callers that do not ask for events.</summary>
/// <param name="limit">The longest item that is read, bytes.</param>
/// <param name="facts">Where what is read goes.</param>
/// <param name="read">Reads one item.</param>
internal sealed class JsonArrayReader(int limit, ModelCallFacts facts, Action<JsonElement, ModelCallFacts> read) : IResponseReader
{
    private readonly GrowingBuffer item = new(limit);
    private int depth;
    private bool inString;
    private bool escaped;
    private bool tooLong;

    public void Push(ReadOnlySpan<byte> bytes)
    {
        int start = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte c = bytes[i];
            if (inString)
            {
                (inString, escaped) = (escaped || c != '"', !escaped && c == '\\');
                continue;
            }

            switch (c)
            {
                case (byte)'"':
                    inString = depth > 0;
                    break;
                case (byte)'{' or (byte)'[' when depth == 0 && c == '{':
                    start = i;
                    depth = 1;
                    break;
                case (byte)'{' or (byte)'[' when depth > 0:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when depth > 0:
                    if (--depth == 0)
                    {
                        Keep(bytes[start..(i + 1)]);
                        EndItem();
                    }

                    break;
                default:
                    break;
            }
        }

        if (depth > 0)
        {
            Keep(bytes[start..]);
        }
    }

    public void End() => item.Clear();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (!tooLong && !item.TryAdd(bytes))
        {
            tooLong = true;
            facts.HasUnread = true;
        }
    }

    private void EndItem()
    {
        if (!tooLong)
        {
            JsonFold.Into(item.Written, facts, read);
        }

        item.Clear();
        tooLong = false;
    }
}
