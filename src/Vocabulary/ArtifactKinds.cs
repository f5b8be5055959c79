namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.ArtifactKind"/>.</summary>
public static class ArtifactKinds
{
    /// <summary>A terminal recording.</summary>
    public const string Recording = "recording";

    /// <summary>What there is of a terminal recording while it is made, in pieces of whole lines. The recording, once it is whole, stands in its place.</summary>
    public const string RecordingLive = "recording_live";

    /// <summary>Standard output.</summary>
    public const string Stdout = "stdout";

    /// <summary>Standard error.</summary>
    public const string Stderr = "stderr";

    /// <summary>The prompt.</summary>
    public const string Prompt = "prompt";

    /// <summary>The grade of the task's check.</summary>
    public const string Grade = "grade";

    /// <summary>A unified diff of the changes.</summary>
    public const string Diff = "diff";
}
