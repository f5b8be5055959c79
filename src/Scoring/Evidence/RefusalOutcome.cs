namespace Tracing.Scoring.Evidence;

/// <summary>What an agent said at the end, and whether the task wants it to decline.</summary>
/// <param name="Expected">Whether a refusal is the right answer.</param>
/// <param name="FinalText">The agent's last message; null where not recorded.</param>
/// <param name="WorkDone">Whether the agent changed files all the same; null where not recorded.</param>
public sealed record RefusalOutcome(bool Expected, string? FinalText, bool? WorkDone = null);
