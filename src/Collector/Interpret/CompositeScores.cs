using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Dialects.Steps;
using Tracing.Scoring;
using Tracing.Scoring.Axes;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Collector.Interpret;

/// <summary>
/// The composites that follow from a run's other scores: the published one where none was sent, and the one that leaves out what was
/// not recorded. A run without a single score has no composite.
/// </summary>
public static class CompositeScores
{
    /// <summary>Name of the scorer of derived composites.</summary>
    public const string Scorer = AxisScore.OwnScorer;

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

        AxisScoreStep? refusal = scores.FirstOrDefault(score => score.Axis == AxisNames.Refusal);
        (bool? expected, bool? produced) = RefusalDetails(refusal);
        var evidence = new CompositeEvidence(
            new CompositeInputs(
                Value(AxisNames.PassRate),
                Value(AxisNames.Integrity),
                Value(AxisNames.Tokens) ?? tokens,
                Value(AxisNames.Latency) ?? wallMilliseconds,
                Value(AxisNames.BlastRadius),
                refusal is not null && RefusalScorer.Missed(refusal.Value, refusal.NotApplicable, expected)),
            expected,
            produced);
        long recorded = scores.Max(score => score.RecordedUnixNano);
        if (scores.All(score => score.Axis != AxisNames.Composite))
        {
            yield return Step(CompositeScorer.Published(evidence, weights));
        }

        if (scores.All(score => score.Axis != AxisNames.CompositeRecorded))
        {
            yield return Step(CompositeScorer.Recorded(evidence, weights));
        }

        double? Value(string axis) => scores.FirstOrDefault(score => score.Axis == axis)?.Value;

        AxisScoreStep Step(AxisScore score) => new()
        {
            Axis = score.Axis,
            Scorer = score.Scorer,
            ScorerVersion = score.ScorerVersion,
            Value = score.Value,
            Details = score.Details,
            Source = DerivedSource,
            RecordedUnixNano = recorded,
        };
    }

    // Details are the scorer's own and may be anything: what is no such object tells nothing.
    private static (bool? Expected, bool? Produced) RefusalDetails(AxisScoreStep? refusal)
    {
        try
        {
            return JsonNode.Parse(refusal?.Details is { Length: > 0 } told ? told : "{}") is JsonObject details
                ? (Flag(details, RefusalScorer.ExpectedKey), Flag(details, RefusalScorer.ProducedKey))
                : default;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // An object that names a key twice parses, and throws only when it is read.
            return default;
        }
    }

    private static bool? Flag(JsonObject details, string key) => details[key] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;
}
