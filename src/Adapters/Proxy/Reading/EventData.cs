namespace Tracing.Adapters.Proxy.Reading;

/// <summary>The data of one server-sent event.</summary>
internal static class EventData
{
    /// <summary>The <c>data</c> field of an event.</summary>
    /// <param name="raw">The event as it came.</param>
    /// <returns>Its data, several lines joined by line feeds; empty where it has none, such as a comment.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> raw)
    {
        ReadOnlyMemory<byte> only = default;
        List<byte>? joined = null;
        ReadOnlyMemory<byte> rest = raw;
        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!TryData(line, out ReadOnlyMemory<byte> data))
            {
                continue;
            }

            if (joined is null && only.IsEmpty)
            {
                only = data;
                continue;
            }

            joined ??= [.. only.Span];
            joined.Add((byte)'\n');
            joined.AddRange(data.Span);
        }

        return joined is null ? only : joined.ToArray();
    }

    // A byte order mark may stand before the first line.
    private static bool TryData(ReadOnlyMemory<byte> line, out ReadOnlyMemory<byte> data)
    {
        ReadOnlyMemory<byte> text = line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        if (!text.Span.StartsWith("data:"u8))
        {
            data = default;
            return false;
        }

        data = text.Span is [_, _, _, _, _, (byte)' ', ..] ? text[6..] : text[5..];
        return true;
    }
}
