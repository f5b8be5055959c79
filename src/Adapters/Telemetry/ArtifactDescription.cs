namespace Tracing.Adapters.Telemetry;

/// <summary>What an artifact is.</summary>
/// <param name="Kind">One of <see cref="Vocabulary.ArtifactKinds"/>.</param>
/// <param name="Format">One of <see cref="Vocabulary.ArtifactFormats"/>.</param>
/// <param name="Made">One of <see cref="Vocabulary.ArtifactMakings"/>.</param>
/// <param name="Truncated">Whether its maker has cut it already.</param>
public sealed record ArtifactDescription(string Kind, string Format, string Made, bool Truncated = false);

/// <summary>An artifact as it was sent.</summary>
/// <param name="Sha256">Of the whole, redacted and unpacked, lowercase hex.</param>
/// <param name="Size">Its bytes, redacted and unpacked.</param>
/// <param name="Truncated">Whether it was cut.</param>
public sealed record SentArtifact(string Sha256, long Size, bool Truncated);
