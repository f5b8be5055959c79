namespace Tracing.Scoring.Evidence;

/// <summary>All that a run's scores are made of. Null is not recorded.</summary>
public sealed record RunEvidence
{
    /// <summary><c>category/name</c>.</summary>
    public required string TaskId { get; init; }

    /// <summary>How the check ended.</summary>
    public VerifyOutcome? Verify { get; init; }

    /// <summary>What the model calls used.</summary>
    public TokenTotals? Tokens { get; init; }

    /// <summary>What the clocks told.</summary>
    public RunClocks? Clocks { get; init; }

    /// <summary>What changed in the working folder.</summary>
    public WorkdirChanges? Changes { get; init; }

    /// <summary>Whether the agent declined.</summary>
    public RefusalOutcome? Refusal { get; init; }

    /// <summary>The protected files; empty where the task protects none.</summary>
    public IReadOnlyList<ProtectedFile>? Protected { get; init; }
}
