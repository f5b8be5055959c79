namespace Tracing.Storage.Columns;

/// <summary>Writes the same bytes again and again.</summary>
internal static class Repeated
{
    /// <summary>Fills the front of a span; each copy doubles what the next one can take at once.</summary>
    /// <param name="to">At least <paramref name="times"/> units.</param>
    /// <param name="unit">What to repeat.</param>
    /// <param name="times">How often.</param>
    /// <returns>What is left of the span.</returns>
    public static Span<byte> Fill(Span<byte> to, ReadOnlySpan<byte> unit, long times)
    {
        Span<byte> front = to[..checked((int)(unit.Length * times))];
        if (!front.IsEmpty)
        {
            unit.CopyTo(front);
            for (int done = unit.Length; done < front.Length;)
            {
                int count = Math.Min(done, front.Length - done);
                front[..count].CopyTo(front[done..]);
                done += count;
            }
        }

        return to[front.Length..];
    }
}
