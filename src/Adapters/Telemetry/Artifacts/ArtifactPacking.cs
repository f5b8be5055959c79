using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Tracing.Adapters.Telemetry.Redacting;

namespace Tracing.Adapters.Telemetry.Artifacts;

/// <summary>
/// Makes an artifact ready: its bytes are redacted, cut, hashed and packed on their way into a temporary file, for each of its chunks tells the hash of
/// the whole.
/// </summary>
/// <param name="redaction">What to hide.</param>
internal sealed class ArtifactPacking(Redaction redaction)
{
    private const int PieceBytes = 64 << 10;

    // Packing what is small, or hardly shrinks, only makes it harder to read.
    private const int LeastPackedBytes = 1 << 10;
    private const double MostOfPlain = 0.9;

    /// <summary>Packs an artifact.</summary>
    /// <param name="artifact">What it is.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="maxBytes">Bytes that are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PackedArtifact> PackAsync(ArtifactDescription artifact, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        FileStream? plain = null;
        FileStream? packed = null;
        try
        {
            plain = TemporaryFile();
            packed = TemporaryFile();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            bool cut;
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                cut = await CopyAsync(content, maxBytes, [plain, gzip], hash, cancellationToken);
            }

            var sent = new SentArtifact(Convert.ToHexStringLower(hash.GetHashAndReset()), plain.Length, cut || artifact.Truncated);
            bool helps = plain.Length >= LeastPackedBytes && packed.Length < plain.Length * MostOfPlain;
            var ready = new PackedArtifact(artifact, sent, helps ? packed : plain, helps);
            if (helps)
            {
                packed = null;
            }
            else
            {
                plain = null;
            }

            return ready;
        }
        finally
        {
            await (plain?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (packed?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<bool> CopyAsync(Stream content, long maxBytes, Stream[] to, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var redactor = new StreamRedactor(redaction);
        var clean = new ArrayBufferWriter<byte>(2 * PieceBytes);
        byte[] piece = new byte[PieceBytes];
        bool isLast = false;
        long room = maxBytes;
        while (!isLast)
        {
            int read = await content.ReadAsync(piece, cancellationToken);
            redactor.Append(piece.AsSpan(0, read), clean);
            isLast = read == 0;
            if (isLast)
            {
                redactor.Complete(clean);
            }

            ReadOnlyMemory<byte> kept = clean.WrittenMemory;
            bool cut = kept.Length > room;
            kept = cut ? kept[..WholeCharacters(kept.Span, (int)room)] : kept;
            hash.AppendData(kept.Span);
            foreach (Stream stream in to)
            {
                await stream.WriteAsync(kept, cancellationToken);
            }

            if (cut)
            {
                return true;
            }

            room -= kept.Length;
            clean.ResetWrittenCount();
        }

        return false;
    }

    // The cut does not leave half a character of UTF-8; of what is no UTF-8 at most three bytes are lost.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes, int length)
    {
        int start = length;
        while (start > 0 && length - start < 3 && (bytes[start] & 0xC0) == 0x80)
        {
            start--;
        }

        return (bytes[start] & 0xC0) == 0x80 ? length : start;
    }

    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"tracing-artifact-{Guid.CreateVersion7():N}"), options);
    }
}
