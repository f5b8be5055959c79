using System.Numerics;
using System.Text;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>The checksum of every frame: the published values, and lanes against one byte after the other.</summary>
public sealed class Crc32CTests
{
    /// <summary>RFC 3720, B.4, "CRC Examples".</summary>
    [Fact]
    public void Published_examples_come_out()
    {
        Assert.Equal(0x8a9136aau, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62a8ab43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xff, 32)]));
        Assert.Equal(0x46dd794eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xe3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
    }

    [Fact]
    public void Every_length_gives_what_single_bytes_give()
    {
        var bytes = new byte[5000];
        new Random(11).NextBytes(bytes);
        var single = uint.MaxValue;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(~single, Crc32C.Of(bytes.AsSpan(0, length)));
            single = BitOperations.Crc32C(single, bytes[length]);
        }
    }

    [Fact]
    public void A_checksum_can_be_taken_in_pieces()
    {
        var bytes = new byte[20_000];
        new Random(12).NextBytes(bytes);
        for (var cut = 0; cut < bytes.Length; cut += 997)
        {
            Assert.Equal(Crc32C.Of(bytes), ~Crc32C.Continue(Crc32C.Continue(uint.MaxValue, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
        }
    }
}
