namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Bytes that are gathered up to a bound. A large block is given back when it is cleared.</summary>
/// <param name="limit">The bound, bytes.</param>
internal sealed class GrowingBuffer(int limit)
{
    private const int Small = 4 << 10;
    private const int KeptWhenCleared = 64 << 10;

    private byte[] bytes = [];

    /// <summary>Bytes gathered.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>Adds bytes.</summary>
    /// <returns>False, with nothing added, where they would pass the bound.</returns>
    public bool TryAdd(ReadOnlySpan<byte> more)
    {
        if (more.Length > limit - Length)
        {
            return false;
        }

        if (bytes.Length - Length < more.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(limit, Math.Max(Math.Max(Small, bytes.Length * 2L), Length + more.Length)));
        }

        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
        return true;
    }

    /// <summary>Forgets the bytes.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > KeptWhenCleared)
        {
            bytes = [];
        }
    }
}
