namespace Tracing.Storage.Columns;

/// <summary>Reads the counts of a frame: varints of at most five bytes.</summary>
internal static class Varints
{
    /// <summary>Reads the count at a position, and moves behind it.</summary>
    /// <exception cref="CorruptFrameException">There is none.</exception>
    public static uint Read(ReadOnlySpan<byte> from, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift <= 28 && at < from.Length; shift += 7)
        {
            byte next = from[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= uint.MaxValue ? (uint)value : throw new CorruptFrameException($"the count {value} is too large");
            }
        }

        throw new CorruptFrameException("a count ends too early, or never");
    }

    /// <summary>Nothing may follow the last count.</summary>
    public static void RequireEnd(ReadOnlySpan<byte> from, int at)
    {
        if (at != from.Length)
        {
            throw new CorruptFrameException($"{from.Length - at} bytes follow the last count");
        }
    }
}
