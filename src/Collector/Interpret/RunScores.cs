using Tracing.Dialects.Steps;
using Tracing.Scoring;
using Tracing.Vocabulary;

namespace Tracing.Collector.Interpret;

/// <summary>The scores of a run: those that were sent, and those that follow from the run itself where nobody sent one.</summary>
internal static class RunScores
{
    /// <summary>Version of the scores of tokens and latency that follow from the run.</summary>
    public const string Version = "run-1";

    /// <summary>All scores of a run.</summary>
    /// <param name="sent">What was sent; an axis that was sent, even without a value, is not derived.</param>
    /// <param name="tokens">Prompt and completion tokens of the run's model calls together; null unless every call that was answered told its own.</param>
    /// <param name="wallMilliseconds">Wall clock of the run, where recorded.</param>
    /// <param name="told">When the run told them, nanoseconds since 1970.</param>
    /// <param name="weights">Weights of the composites.</param>
    public static IReadOnlyList<AxisScoreStep> Of(
        IReadOnlyList<AxisScoreStep> sent, ulong? tokens, double? wallMilliseconds, long told, CompositeWeights weights) =>
    [
        .. sent,
        .. Derived(sent, AxisNames.Tokens, tokens, told),
        .. Derived(sent, AxisNames.Latency, wallMilliseconds, told),
        .. CompositeScores.Derive(sent, tokens, wallMilliseconds, weights),
    ];

    // A value that was not recorded gives a score without one: the axis is there, and it is not 0.
    private static IEnumerable<AxisScoreStep> Derived(IReadOnlyList<AxisScoreStep> sent, string axis, double? value, long told)
    {
        if (sent.Any(score => score.Axis == axis))
        {
            yield break;
        }

        yield return new AxisScoreStep
        {
            Axis = axis,
            Scorer = CompositeScores.Scorer,
            ScorerVersion = Version,
            Value = value,
            Source = CompositeScores.DerivedSource,
            RecordedUnixNano = told,
        };
    }
}
