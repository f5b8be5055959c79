using System.Text.Json;
using Tracing.Dialects.Steps;
using Tracing.Scoring;
using Tracing.Vocabulary;

namespace Tracing.Collector.Interpret;

/// <summary>
/// The composites that follow from a run's other scores: the published one where none was sent, and the one that leaves out what was
/// not recorded. A run without a single score has no composite.
/// </summary>
public static class CompositeScores
{
    /// <summary>Name of the scorer of derived composites.</summary>
    public const string Scorer = "tracing";

    /// <summary>Source of a score that was derived from others.</summary>
    public const string DerivedSource = "derived";

    /// <summary>Derives the composites.</summary>
    /// <param name="scores">What was sent.</param>
    /// <param name="tokens">Prompt and completion tokens of the run's model calls together, where recorded.</param>
    /// <param name="wallMilliseconds">Wall clock of the run, where recorded.</param>
    /// <param name="weights">The weights.</param>
    /// <returns>None, one or two scores.</returns>
    public static IEnumerable<AxisScoreStep> Derive(IReadOnlyList<AxisScoreStep> scores, ulong? tokens, double? wallMilliseconds, CompositeWeights weights)
    {
        if (!scores.Any(score => score.Axis is AxisNames.PassRate or AxisNames.Integrity or AxisNames.BlastRadius or AxisNames.Refusal))
        {
            yield break;
        }

        var inputs = new CompositeInputs(
            Value(AxisNames.PassRate),
            Value(AxisNames.Integrity),
            Value(AxisNames.Tokens) ?? tokens,
            Value(AxisNames.Latency) ?? wallMilliseconds,
            Value(AxisNames.BlastRadius),
            scores.Any(score => score.Axis == AxisNames.Refusal && !score.NotApplicable && score.Value < 1));
        long recorded = scores.Max(score => score.RecordedUnixNano);
        if (scores.All(score => score.Axis != AxisNames.Composite))
        {
            yield return Score(AxisNames.Composite, weights.Stamp(Composite.PublishedVersion), Composite.Published(inputs, weights));
        }

        if (scores.All(score => score.Axis != AxisNames.CompositeRecorded))
        {
            yield return Score(AxisNames.CompositeRecorded, weights.Stamp(Composite.RecordedVersion), Composite.Recorded(inputs, weights));
        }

        double? Value(string axis) => scores.FirstOrDefault(score => score.Axis == axis)?.Value;

        AxisScoreStep Score(string axis, string version, double? value) => new()
        {
            Axis = axis,
            Scorer = Scorer,
            ScorerVersion = version,
            Value = value,
            Details = JsonSerializer.Serialize(new { composite = value, weights, components = inputs }, JsonSerializerOptions.Web),
            Source = DerivedSource,
            RecordedUnixNano = recorded,
        };
    }
}
