using System.Runtime.CompilerServices;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry.Artifacts;

/// <summary>An artifact that is ready to be sent.</summary>
/// <param name="artifact">What it is.</param>
/// <param name="sent">What is told of it.</param>
/// <param name="file">Its bytes as they are sent; deleted when this is disposed.</param>
/// <param name="isPacked">Whether they are gzip.</param>
internal sealed class PackedArtifact(ArtifactDescription artifact, SentArtifact sent, FileStream file, bool isPacked) : IAsyncDisposable
{
    private const int ChunkBytes = 256 << 10;
    private const int ChunksPerRequest = 4;

    /// <summary>What is told of it.</summary>
    public SentArtifact Sent => sent;

    /// <summary>The chunks, by the request that they go in. An empty artifact is one empty chunk.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogEvent>> ChunksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        file.Position = 0;
        long chunks = Math.Max(1, (file.Length + ChunkBytes - 1) / ChunkBytes);
        var request = new List<LogEvent>(ChunksPerRequest);
        for (long sequence = 0; sequence < chunks; sequence++)
        {
            byte[] body = new byte[(int)Math.Min(ChunkBytes, file.Length - file.Position)];
            await file.ReadExactlyAsync(body, cancellationToken);
            request.Add(new LogEvent(EventNames.Artifact, Attributes(sequence, sequence == chunks - 1), body: null) { Bytes = body });
            if (request.Count == ChunksPerRequest || sequence == chunks - 1)
            {
                yield return request;
                request = new List<LogEvent>(ChunksPerRequest);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    private List<KeyValuePair<string, object>> Attributes(long sequence, bool isLast)
    {
        List<KeyValuePair<string, object>> attributes = ChunkAttributes.Of(artifact, sequence, isLast, isPacked);
        attributes.Add(KeyValuePair.Create<string, object>(BenchAttributes.ArtifactSha256, sent.Sha256));
        if (sent.Truncated)
        {
            attributes.Add(KeyValuePair.Create<string, object>(BenchAttributes.ArtifactTruncated, true));
        }

        return attributes;
    }
}
