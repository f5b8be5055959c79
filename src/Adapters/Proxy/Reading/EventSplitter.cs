namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Takes what <see cref="EventSplitter"/> finds. Whole events and parts, one behind the other, are the stream again, byte for byte.</summary>
internal interface IEventHandler
{
    /// <summary>A whole event with the blank line that ends it; at the end of the stream perhaps without one.</summary>
    void Event(ReadOnlyMemory<byte> raw);

    /// <summary>A part of an event that is longer than the bound, the last part included.</summary>
    void Part(ReadOnlySpan<byte> raw);
}

/// <summary>
/// Splits a stream of server-sent events (WHATWG HTML, section 9.2) at its blank lines, while the bytes pass and wherever they are cut.
/// Lines end with CR LF, LF or CR.
/// </summary>
/// <param name="limit">The longest event that is gathered, bytes.</param>
/// <param name="handler">Takes the events.</param>
internal sealed class EventSplitter(int limit, IEventHandler handler)
{
    private readonly GrowingBuffer held = new(limit);
    private bool atLineStart = true;
    private bool afterReturn;
    private bool returnEndedBlankLine;
    private bool tooLong;

    /// <summary>Takes the next bytes.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (afterReturn)
            {
                bytes = AfterReturn(bytes);
                continue;
            }

            int end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                Keep(bytes);
                atLineStart = false;
                return;
            }

            bool blank = atLineStart && end == 0;
            bool isReturn = bytes[end] == '\r';
            Keep(bytes[..(end + 1)]);
            bytes = bytes[(end + 1)..];
            atLineStart = true;
            (afterReturn, returnEndedBlankLine) = (isReturn, isReturn && blank);
            if (blank && !isReturn)
            {
                EndEvent();
            }
        }
    }

    /// <summary>The stream has ended: what is left is the last event.</summary>
    public void End() => EndEvent();

    // A line feed behind a carriage return belongs to it, and to its event.
    private ReadOnlySpan<byte> AfterReturn(ReadOnlySpan<byte> bytes)
    {
        afterReturn = false;
        if (bytes[0] == '\n')
        {
            Keep(bytes[..1]);
            bytes = bytes[1..];
        }

        if (returnEndedBlankLine)
        {
            EndEvent();
        }

        return bytes;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (!tooLong && held.TryAdd(bytes))
        {
            return;
        }

        if (!tooLong)
        {
            tooLong = true;
            handler.Part(held.Written.Span);
            held.Clear();
        }

        handler.Part(bytes);
    }

    private void EndEvent()
    {
        if (!tooLong && held.Length > 0)
        {
            handler.Event(held.Written);
        }

        held.Clear();
        tooLong = false;
    }
}
