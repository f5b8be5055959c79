namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.ArtifactEncoding"/>; without one the chunks are as the artifact is.</summary>
public static class ArtifactEncodings
{
    /// <summary>The chunks are one stream of gzip (RFC 1952), those of a recording that is still made one each.</summary>
    public const string Gzip = "gzip";
}
