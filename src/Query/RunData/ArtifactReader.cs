using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.RunData;

/// <summary>Reads artifacts piece by piece.</summary>
/// <param name="answers">The store.</param>
internal sealed class ArtifactReader(StoreAnswers answers)
{
    /// <summary>The pieces as they came, in order.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async IAsyncEnumerable<ArtifactChunkRow> PiecesAsync(ArtifactRow artifact, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArtifactKey key = new(artifact.RunId, artifact.Kind, artifact.Made, artifact.Sha256);
        uint? after = null;
        while (await answers.AskAsync(new ArtifactBytes(key, after), cancellation) is { Count: > 0 } pieces)
        {
            foreach (ArtifactChunkRow piece in pieces)
            {
                yield return piece;
            }

            after = pieces[^1].Sequence;
        }
    }

    /// <summary>Writes a recording, unpacked, without what looks like a key.</summary>
    /// <param name="artifact">The recording.</param>
    /// <param name="output">Receives its bytes.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <returns>False where pieces of it have not arrived, so that it cannot be unpacked to its end; what could is written. What came of a recording while it was made has no end that could be missed.</returns>
    public async Task<bool> CopyAsync(ArtifactRow artifact, Stream output, CancellationToken cancellation)
    {
        if (artifact.Kind == ArtifactKinds.RecordingLive)
        {
            await foreach (LivePiece piece in LivePieces.ReadAsync(answers, artifact, from: 0, cancellation))
            {
                await output.WriteAsync(RecordingKeys.Hide(piece.Text), cancellation);
            }

            return true;
        }

        Pipe pipe = new();
        Task reading = FillAsync(pipe.Writer, artifact, cancellation);
        await using Stream stored = pipe.Reader.AsStream();
        await using Stream plain = artifact.Encoding == ArtifactEncodings.Gzip ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        try
        {
            await RecordingKeys.CopyAsync(plain, output, cancellation);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await reading;
        }
    }

    private async Task FillAsync(PipeWriter writer, ArtifactRow artifact, CancellationToken cancellation)
    {
        Exception? fault = null;
        try
        {
            await foreach (ArtifactChunkRow piece in PiecesAsync(artifact, cancellation))
            {
                if ((await writer.WriteAsync(piece.Body, cancellation)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e)
        {
            fault = e;
            throw;
        }
        finally
        {
            await writer.CompleteAsync(fault);
        }
    }
}
