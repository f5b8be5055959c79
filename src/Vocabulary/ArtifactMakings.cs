namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.ArtifactMade"/>.</summary>
public static class ArtifactMakings
{
    /// <summary>Recorded from the agent's own pseudo-terminal.</summary>
    public const string Pty = "pty";

    /// <summary>Rendered from machine-readable output: what the terminal would have shown.</summary>
    public const string Rendered = "rendered";

    /// <summary>As it was written.</summary>
    public const string Verbatim = "verbatim";
}
