namespace Tracing.Scoring.Evidence;

/// <summary>The protected files of a task after a run.</summary>
/// <param name="TaskId"><c>category/name</c>.</param>
/// <param name="Files">The files, each seen before or after; empty where the task protects none, null where nobody looked.</param>
public sealed record ProtectedFiles(string TaskId, IReadOnlyList<ProtectedFile>? Files);
