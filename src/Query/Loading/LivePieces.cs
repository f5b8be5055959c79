using System.IO.Compression;
using System.Runtime.CompilerServices;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Loading;

/// <summary>A piece of a recording that was sent while it was made.</summary>
/// <param name="Sequence">Its place, from 0.</param>
/// <param name="BegunUnixNano">When the recording began, nanoseconds since 1970.</param>
/// <param name="Text">Whole lines of it.</param>
public sealed record LivePiece(uint Sequence, long BegunUnixNano, ReadOnlyMemory<byte> Text);

/// <summary>Reads what came of a recording while it was made.</summary>
public static class LivePieces
{
    // The maker of a piece packs less than a chunk; what unpacks to more than this was not made by one.
    private const int MostBytesOfAPiece = 4 << 20;

    /// <summary>Reads the pieces in order, each unpacked by itself. They end where one is missing, or cannot be unpacked.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="recording">The artifact.</param>
    /// <param name="from">The first piece.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async IAsyncEnumerable<LivePiece> ReadAsync(StoreAnswers answers, ArtifactRow recording, uint from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArtifactKey key = new(recording.RunId, recording.Kind, recording.Made, recording.Sha256);
        uint next = from;
        while (await answers.AskAsync(new ArtifactBytes(key, next == 0 ? null : next - 1), cancellation) is { Count: > 0 } pieces)
        {
            foreach (ArtifactChunkRow piece in pieces)
            {
                if (piece.Sequence != next || Unpack(piece.Body, recording.Encoding) is not { } text)
                {
                    yield break;
                }

                yield return new LivePiece(next++, piece.TimeUnixNano, text);
            }
        }
    }

    private static byte[]? Unpack(ReadOnlyMemory<byte> body, string encoding)
    {
        if (encoding != ArtifactEncodings.Gzip)
        {
            return body.ToArray();
        }

        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(body.ToArray(), writable: false), CompressionMode.Decompress);
        byte[] buffer = new byte[64 << 10];
        try
        {
            for (int read; (read = gzip.Read(buffer)) > 0 && unpacked.Length <= MostBytesOfAPiece;)
            {
                unpacked.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return unpacked.Length > MostBytesOfAPiece ? null : unpacked.ToArray();
    }
}
