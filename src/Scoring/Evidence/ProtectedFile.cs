namespace Tracing.Scoring.Evidence;

/// <summary>A file the agent must leave alone, before and after its run.</summary>
/// <param name="Path">Path below the working folder, with forward slashes.</param>
/// <param name="Before">Hash of its content before; null where it was not there.</param>
/// <param name="After">Hash of its content after; null where it is not there.</param>
/// <param name="Unreadable">True where it is there and its content could not be read, before or after.</param>
public sealed record ProtectedFile(string Path, string? Before, string? After, bool Unreadable = false);
