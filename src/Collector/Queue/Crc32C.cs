using System.Numerics;
using System.Runtime.InteropServices;

namespace Tracing.Collector.Queue;

/// <summary>
/// CRC-32C (Castagnoli), by the processor's own instruction where there is one. The instruction takes three cycles and can
/// begin in each: long inputs are cut into three lanes that run side by side.
/// </summary>
internal static class Crc32C
{
    private const int LaneWords = 64;
    private const int BlockWords = 3 * LaneWords;

    // What a lane's length of zeros makes of a state, for each byte of it: the checksum is linear.
    private static readonly uint[] s_pastLane = PastLane();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(uint.MaxValue, bytes);

    /// <summary>Carries a running state on; begin with all ones, invert at the end.</summary>
    public static uint Continue(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var tail = bytes[(words.Length * sizeof(ulong))..];
        for (; words.Length >= BlockWords; words = words[BlockWords..])
        {
            state = ContinueBlock(state, words[..LaneWords], words.Slice(LaneWords, LaneWords), words.Slice(2 * LaneWords, LaneWords));
        }

        foreach (var word in words)
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (var single in tail)
        {
            state = BitOperations.Crc32C(state, single);
        }

        return state;
    }

    private static uint ContinueBlock(uint first, ReadOnlySpan<ulong> firstLane, ReadOnlySpan<ulong> secondLane, ReadOnlySpan<ulong> thirdLane)
    {
        uint second = 0;
        uint third = 0;
        for (var i = 0; i < firstLane.Length && i < secondLane.Length && i < thirdLane.Length; i++)
        {
            first = BitOperations.Crc32C(first, firstLane[i]);
            second = BitOperations.Crc32C(second, secondLane[i]);
            third = BitOperations.Crc32C(third, thirdLane[i]);
        }

        return Shift(Shift(first) ^ second) ^ third;
    }

    private static uint Shift(uint state)
    {
        var table = s_pastLane;
        return table[state & 0xff] ^ table[256 + ((state >> 8) & 0xff)] ^ table[512 + ((state >> 16) & 0xff)] ^ table[768 + (state >> 24)];
    }

    private static uint[] PastLane()
    {
        var table = new uint[4 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var state = (uint)(i & 0xff) << (8 * (i >> 8));
            for (var word = 0; word < LaneWords; word++)
            {
                state = BitOperations.Crc32C(state, 0UL);
            }

            table[i] = state;
        }

        return table;
    }
}
