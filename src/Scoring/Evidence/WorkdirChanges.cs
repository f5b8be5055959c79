namespace Tracing.Scoring.Evidence;

/// <summary>What a run did to its working folder, and what the task expected it to do.</summary>
/// <param name="Files">The changes.</param>
/// <param name="Expected">Patterns of the paths that may change; null where the task does not say, which is not the same as none.</param>
/// <param name="ExtraGitFolder">Whether a <c>.git</c> folder came into being beside the task's own; null where nobody looked.</param>
public sealed record WorkdirChanges(IReadOnlyList<ChangedFile> Files, IReadOnlyList<GlobPattern>? Expected, bool? ExtraGitFolder = null);
