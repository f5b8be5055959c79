namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>A stream whose beginning is in memory: gives that, then the rest.</summary>
/// <param name="prefix">What is in memory, in pieces.</param>
/// <param name="rest">What follows; belongs to its request.</param>
internal sealed class PrefixedStream(ReadOnlyMemory<byte>[] prefix, Stream rest) : Stream
{
    private int piece;
    private int taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = Take(buffer.Span);
        return read > 0 || buffer.IsEmpty ? ValueTask.FromResult(read) : rest.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Take(buffer.AsSpan(offset, count)) is > 0 and var read ? read : rest.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        while (piece < prefix.Length && taken == prefix[piece].Length)
        {
            (piece, taken) = (piece + 1, 0);
        }

        if (piece == prefix.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> left = prefix[piece].Span[taken..];
        int length = Math.Min(buffer.Length, left.Length);
        left[..length].CopyTo(buffer);
        taken += length;
        return length;
    }
}
