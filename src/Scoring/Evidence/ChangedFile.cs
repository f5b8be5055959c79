namespace Tracing.Scoring.Evidence;

/// <summary>A file that is not as it was before the run.</summary>
/// <param name="Change">One of <see cref="Vocabulary.FileChanges"/>.</param>
/// <param name="Path">Path below the working folder, with forward slashes; of a renamed file the new one.</param>
/// <param name="From">Of a renamed file the path before; else null.</param>
public sealed record ChangedFile(string Change, string Path, string? From = null);
