using System.IO.Compression;
using System.Text;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Loading;

/// <summary>The beginning of an artifact as text. Reads no more pieces than it needs, and unpacks no more than it was asked for.</summary>
public static class ArtifactText
{
    private const int Piece = 256 * 1024;
    private const int MostPiecesOfARead = 64;

    /// <summary>Reads the beginning.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="maxBytes">Most bytes, unpacked.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <returns>Text up to the last whole character; null where it is no UTF-8, or cannot be unpacked.</returns>
    public static async Task<string?> ReadAsync(StoreAnswers answers, ArtifactRow artifact, int maxBytes, CancellationToken cancellation)
    {
        if (artifact.Kind == ArtifactKinds.RecordingLive)
        {
            return await OfPiecesAsync(answers, artifact, maxBytes, cancellation);
        }

        using MemoryStream stored = new();
        ArtifactKey key = new(artifact.RunId, artifact.Kind, artifact.Made, artifact.Sha256);

        // Packed bytes are fewer than unpacked ones but for a few of header, so as many always do.
        int pieces = Math.Min(MostPiecesOfARead, (maxBytes / Piece) + 2);
        foreach (ArtifactChunkRow chunk in await answers.AskAsync(new ArtifactBytes(key, null, pieces), cancellation))
        {
            await stored.WriteAsync(chunk.Body, cancellation);
        }

        stored.Position = 0;
        byte[]? bytes = artifact.Encoding == ArtifactEncodings.Gzip ? await UnpackAsync(stored, maxBytes, cancellation) : stored.ToArray();
        return bytes is null ? null : Text(bytes.AsSpan(0, Math.Min(maxBytes, bytes.Length)));
    }

    private static async Task<string?> OfPiecesAsync(StoreAnswers answers, ArtifactRow recording, int maxBytes, CancellationToken cancellation)
    {
        using MemoryStream text = new();
        await foreach (LivePiece piece in LivePieces.ReadAsync(answers, recording, from: 0, cancellation))
        {
            await text.WriteAsync(piece.Text, cancellation);
            if (text.Length >= maxBytes)
            {
                break;
            }
        }

        return Text(text.GetBuffer().AsSpan(0, (int)Math.Min(maxBytes, text.Length)));
    }

    private static async Task<byte[]?> UnpackAsync(MemoryStream packed, int maxBytes, CancellationToken cancellation)
    {
        byte[] unpacked = new byte[maxBytes];
        int length = 0;
        try
        {
            await using GZipStream gzip = new(packed, CompressionMode.Decompress);
            length = await gzip.ReadAtLeastAsync(unpacked, maxBytes, throwOnEndOfStream: false, cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return unpacked[..length];
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        // A character may have been cut at the end: at most three of its bytes are there.
        for (int cut = 0; cut <= Math.Min(3, bytes.Length); cut++)
        {
            ReadOnlySpan<byte> whole = bytes[..^cut];
            if (System.Text.Unicode.Utf8.IsValid(whole))
            {
                return Encoding.UTF8.GetString(whole);
            }
        }

        return null;
    }
}
