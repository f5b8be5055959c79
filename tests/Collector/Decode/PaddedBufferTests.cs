using System.Buffers;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Tests.Decode;

public sealed class PaddedBufferTests
{
    [Fact]
    public void What_was_appended_in_pieces_is_held_in_one()
    {
        PaddedBuffer buffer = PaddedBuffer.Rent(1 << 20);
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        Assert.True(buffer.TryAppend(bytes.AsSpan(0, 10)));
        Assert.True(buffer.TryAppend(new ReadOnlySequence<byte>(bytes, 10, 50_000)));
        int at = 50_010;
        while (at < bytes.Length)
        {
            Span<byte> free = buffer.FreeSpan(4096);
            int count = Math.Min(free.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(free);
            buffer.Advance(count);
            at += count;
        }

        Assert.Equal(bytes, buffer.Written.ToArray());
        buffer.Return();
    }

    [Fact]
    public void Nothing_is_appended_beyond_the_limit()
    {
        PaddedBuffer buffer = PaddedBuffer.Rent(100);
        Assert.True(buffer.TryAppend(new byte[100]));
        Assert.False(buffer.TryAppend(new byte[1]));
        Assert.False(buffer.TryAppend(new ReadOnlySequence<byte>(new byte[1])));
        Assert.True(buffer.FreeSpan(10).IsEmpty);
        Assert.Equal(100, buffer.Length);
        buffer.Return();
    }
}
