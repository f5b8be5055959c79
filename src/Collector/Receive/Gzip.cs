using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>Decompression of a whole body that is already in memory: no stream of the transport is waited for.</summary>
internal static class Gzip
{
    private const int PieceBytes = 64 << 10;
    private const int TrailerBytes = 8;

    private static ExportOutcome Bad => new(OutcomeKind.BadData, Message: "the body is not one gzip member: it is cut, corrupt or something else");

    /// <summary>Decompresses until the end or the limit of <paramref name="to"/>.</summary>
    /// <returns>Accepted; bad data where it is cut, corrupt or more than one member; too large; or too much in flight.</returns>
    public static unsafe ExportOutcome Inflate(PaddedBuffer from, PaddedBuffer to, InFlightBytes.Lease lease)
    {
        if (from.Length <= TrailerBytes)
        {
            return Bad;
        }

        fixed (byte* start = from.Written)
        {
            using var source = new UnmanagedMemoryStream(start, from.Length);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            try
            {
                ExportOutcome copied = Copy(gzip, to, lease);
                return copied.Kind == OutcomeKind.Accepted && !IsWhole(from, to) ? Bad : copied;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                return Bad;
            }
        }
    }

    private static ExportOutcome Copy(GZipStream gzip, PaddedBuffer to, InFlightBytes.Lease lease)
    {
        Span<byte> oneMore = stackalloc byte[1];
        while (true)
        {
            Span<byte> free = to.FreeSpan(PieceBytes);
            int read = gzip.Read(free.IsEmpty ? oneMore : free);
            if (read == 0)
            {
                return ExportOutcome.Ok;
            }

            if (free.IsEmpty)
            {
                return new ExportOutcome(OutcomeKind.TooLarge);
            }

            if (!lease.TryTake(read))
            {
                return new ExportOutcome(OutcomeKind.Busy);
            }

            to.Advance(read);
        }
    }

    // The runtime's stream ends without a word where the input ends too early. RFC 1952: the last eight bytes of a
    // member are the CRC-32 and the length of what it decompresses to.
    private static bool IsWhole(PaddedBuffer from, PaddedBuffer to)
    {
        ReadOnlySpan<byte> trailer = from.Written[^TrailerBytes..];
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)to.Length &&
            BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.HashToUInt32(to.Written);
    }
}
