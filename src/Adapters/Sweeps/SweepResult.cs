using Tracing.Adapters.Trials;

namespace Tracing.Adapters.Sweeps;

/// <summary>What came of a sweep.</summary>
/// <param name="Ended">The trials that were begun, in the order in which they ended.</param>
/// <param name="Earlier">Those that earlier processes ended and this one left out; none where the sweep was not resumed.</param>
public sealed record SweepResult(IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)> Ended, IReadOnlyList<SweepJournalEntry> Earlier);
