namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.Change"/>.</summary>
public static class FileChanges
{
    /// <summary>The file is new.</summary>
    public const string Added = "added";

    /// <summary>The file is gone.</summary>
    public const string Removed = "removed";

    /// <summary>The file has other bytes.</summary>
    public const string Modified = "modified";

    /// <summary>The file has another path; its old one is told by <see cref="BenchAttributes.ChangeFrom"/>.</summary>
    public const string Renamed = "renamed";
}
