using System.Numerics;
using System.Runtime.InteropServices;

namespace Tracing.Collector.Queue;

/// <summary>CRC-32C (Castagnoli), by the processor's own instruction where there is one.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(uint.MaxValue, bytes);

    /// <summary>Carries a running state on; begin with all ones, invert at the end.</summary>
    public static uint Continue(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (var single in bytes[(words.Length * sizeof(ulong))..])
        {
            state = BitOperations.Crc32C(state, single);
        }

        return state;
    }
}
