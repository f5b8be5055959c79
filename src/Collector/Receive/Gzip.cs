using System.IO.Compression;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>Decompression of a whole body that is already in memory: no stream of the transport is waited for.</summary>
internal static class Gzip
{
    private const int PieceBytes = 64 << 10;

    /// <summary>Decompresses until the end or the limit of <paramref name="to"/>.</summary>
    /// <returns>Accepted; bad data where it is cut, corrupt or empty; too large; or too much in flight.</returns>
    public static unsafe ExportOutcome Inflate(PaddedBuffer from, PaddedBuffer to, InFlightBytes.Lease lease)
    {
        fixed (byte* start = from.Written)
        {
            using var source = new UnmanagedMemoryStream(start, from.Length);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            try
            {
                return Copy(gzip, to, lease);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                return new ExportOutcome(OutcomeKind.BadData, Message: "the body is not valid gzip: it is cut or corrupt");
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
                return to.Length > 0 ? ExportOutcome.Ok : new ExportOutcome(OutcomeKind.BadData, Message: "the body is empty, which is not valid gzip");
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
}
