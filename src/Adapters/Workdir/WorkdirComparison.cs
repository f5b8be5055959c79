using Tracing.Scoring;
using Tracing.Scoring.Evidence;

namespace Tracing.Adapters.Workdir;

/// <summary>What happened to a working folder between two snapshots.</summary>
public sealed record WorkdirComparison
{
    /// <summary>The changes, by path in ordinal order.</summary>
    public required IReadOnlyList<WorkdirChange> Changes { get; init; }

    /// <summary>Paths of <c>.git</c> folders that were not there before.</summary>
    public required IReadOnlyList<string> ExtraGitFolders { get; init; }

    /// <summary>Paths that could be read neither before nor after, in ordinal order: whether they changed is not known, and no change is told.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    /// <summary>Whether both snapshots are whole; else more may have changed than is told.</summary>
    public required bool Complete { get; init; }

    /// <summary>The changes as evidence of the blast radius.</summary>
    /// <param name="expected">Patterns of the paths that may change; null where the task does not say.</param>
    /// <returns>Null where a snapshot was not whole: an incomplete count is no count.</returns>
    public WorkdirChanges? Evidence(IReadOnlyList<GlobPattern>? expected) => !Complete ? null : new WorkdirChanges(
        [.. Changes.Select(change => new ChangedFile(change.Change, change.Path, change.From))], expected, ExtraGitFolders.Count > 0);
}
