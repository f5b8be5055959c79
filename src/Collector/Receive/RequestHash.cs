using System.IO.Hashing;
using System.Runtime.InteropServices;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// What tells a resent request: XxHash128 of the decompressed body, seeded by signal, encoding and run, so that the
/// same bytes sent to another run are another request. The transport and its compression do not count.
/// </summary>
internal static class RequestHash
{
    public static UInt128 Of(ReadOnlySpan<byte> body, OtlpSignal signal, OtlpEncoding encoding, string? run)
    {
        long seed = ((long)signal << 1) | (long)encoding;
        if (run is not null)
        {
            seed = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(run.AsSpan()), seed + 1);
        }

        UInt128 hash = XxHash128.HashToUInt128(body, seed);

        // Zero means "no hash" to the queue.
        return hash == UInt128.Zero ? UInt128.One : hash;
    }
}
