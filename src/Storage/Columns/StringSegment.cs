namespace Tracing.Storage.Columns;

/// <summary>Walks the strings of a segment: each a varint length and its bytes.</summary>
public static class StringSegment
{
    /// <summary>Reads the string at a position.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="at">Where the string starts; moved behind it.</param>
    /// <param name="text">Its bytes.</param>
    /// <returns>False where the segment ends before the string does, or its length has more than five bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> segment, scoped ref int at, out ReadOnlySpan<byte> text)
    {
        text = default;
        ulong length = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (at >= segment.Length || shift > 28)
            {
                return false;
            }

            byte next = segment[at++];
            length |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        if (length > (ulong)(segment.Length - at))
        {
            return false;
        }

        text = segment.Slice(at, (int)length);
        at += (int)length;
        return true;
    }
}
