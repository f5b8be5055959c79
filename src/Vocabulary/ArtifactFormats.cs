namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.ArtifactFormat"/>.</summary>
public static class ArtifactFormats
{
    /// <summary>A terminal recording in asciinema's second format.</summary>
    public const string AsciicastV2 = "asciicast-v2";

    /// <summary>A terminal recording in asciinema's third format.</summary>
    public const string AsciicastV3 = "asciicast-v3";

    /// <summary>Text in UTF-8.</summary>
    public const string Text = "text";

    /// <summary>JSON in UTF-8.</summary>
    public const string Json = "json";
}
