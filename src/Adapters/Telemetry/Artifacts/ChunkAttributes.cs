using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry.Artifacts;

/// <summary>What every chunk of an artifact tells of itself, see docs/telemetry.md.</summary>
internal static class ChunkAttributes
{
    /// <summary>The attributes of a chunk, to be added to.</summary>
    /// <param name="artifact">What it is a chunk of.</param>
    /// <param name="sequence">Its place, from 0.</param>
    /// <param name="isLast">Whether none follows.</param>
    /// <param name="isPacked">Whether its bytes are gzip.</param>
    public static List<KeyValuePair<string, object>> Of(ArtifactDescription artifact, long sequence, bool isLast, bool isPacked)
    {
        var attributes = new List<KeyValuePair<string, object>>
        {
            KeyValuePair.Create<string, object>(BenchAttributes.ArtifactKind, artifact.Kind),
            KeyValuePair.Create<string, object>(BenchAttributes.ArtifactFormat, artifact.Format),
            KeyValuePair.Create<string, object>(BenchAttributes.ArtifactMade, artifact.Made),
            KeyValuePair.Create<string, object>(BenchAttributes.ArtifactSequence, sequence),
            KeyValuePair.Create<string, object>(BenchAttributes.ArtifactLast, isLast),
        };
        if (isPacked)
        {
            attributes.Add(KeyValuePair.Create<string, object>(BenchAttributes.ArtifactEncoding, ArtifactEncodings.Gzip));
        }

        return attributes;
    }
}
