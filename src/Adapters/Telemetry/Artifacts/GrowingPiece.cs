using System.Buffers;
using System.IO.Compression;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Adapters.Telemetry.Redacting;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry.Artifacts;

/// <summary>A piece of an artifact that is not at its end. Each is packed by itself, so that what came can be read without what is to come.</summary>
/// <param name="Artifact">What it is a piece of.</param>
/// <param name="Sequence">Its place, from 0.</param>
/// <param name="BegunNanoseconds">When the artifact was begun, Unix nanoseconds.</param>
/// <param name="Text">Its bytes, which hold no part of a secret whose other part another piece holds.</param>
internal sealed record GrowingPiece(ArtifactDescription Artifact, long Sequence, long BegunNanoseconds, ReadOnlyMemory<byte> Text)
{
    /// <summary>The piece as it is sent: redacted, and packed.</summary>
    /// <param name="redaction">What to hide.</param>
    public LogEvent ToEvent(Redaction redaction) =>
        new(EventNames.Artifact, ChunkAttributes.Of(Artifact, Sequence, isLast: false, isPacked: true), body: null) { Bytes = Packed(redaction), At = BegunNanoseconds };

    private ReadOnlyMemory<byte> Packed(Redaction redaction)
    {
        var clean = new ArrayBufferWriter<byte>(Text.Length + 1);
        var redactor = new StreamRedactor(redaction);
        redactor.Append(Text.Span, clean);
        redactor.Complete(clean);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(clean.WrittenSpan);
        }

        return packed.ToArray();
    }
}
