using Tracing.Scoring;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>How a trial ended.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="State">One of <see cref="RunStates"/>.</param>
/// <param name="Reason">Why, where the state needs one.</param>
/// <param name="Tokens">Tokens of its model calls, as the proxy counted them, or where it saw none as the agent told them.</param>
/// <param name="Scores">Its scores; none where it did not get so far.</param>
public sealed record TrialOutcome(string RunId, string State, string? Reason, TokenTotals Tokens, IReadOnlyList<AxisScore> Scores)
{
    /// <summary>Whether it passed; null where that was not found out.</summary>
    public bool? Passed => Scores.FirstOrDefault(score => score.Axis == AxisNames.PassRate)?.Value is { } value ? value >= 1 : null;

    /// <summary>From its begin to its end.</summary>
    public TimeSpan Duration { get; init; }
}
