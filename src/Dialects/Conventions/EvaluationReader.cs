using System.Globalization;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>Scores from <c>gen_ai.evaluation.result</c>, as log records or span events. The latest of an axis and scorer counts.</summary>
public static class EvaluationReader
{
    /// <summary>Reads the scores of a run.</summary>
    /// <param name="run">The records.</param>
    /// <returns>One score an axis, scorer and scorer version, ordered by axis.</returns>
    public static IReadOnlyList<AxisScoreStep> Read(RunRecords run)
    {
        var latest = new Dictionary<(string Axis, string Scorer, string Version), AxisScoreStep>();
        IEnumerable<AxisScoreStep?> told = run.Logs
            .Where(log => IsEvaluation(log.EventName))
            .Select(log => Read(log.Attributes, log.UnixNano, FactSources.Log))
            .Concat(run.Spans.SelectMany(span => span.Events)
                .Where(e => IsEvaluation(e.Name))
                .Select(e => Read(e.Attributes, e.UnixNano, FactSources.Agent)));
        foreach (AxisScoreStep score in told.OfType<AxisScoreStep>())
        {
            (string Axis, string Scorer, string Version) key = (score.Axis, score.Scorer, score.ScorerVersion);
            if (!latest.TryGetValue(key, out AxisScoreStep? known) || known.RecordedUnixNano <= score.RecordedUnixNano)
            {
                latest[key] = score;
            }
        }

        return [.. latest.Values.OrderBy(score => score.Axis, StringComparer.Ordinal).ThenBy(score => score.Scorer, StringComparer.Ordinal)];
    }

    private static bool IsEvaluation(string name) => string.Equals(name, EventNames.EvaluationResult, StringComparison.Ordinal);

    private static AxisScoreStep? Read(AttributeSet attributes, long unixNano, string source)
    {
        if (attributes.Text(GenAiAttributes.EvaluationName) is not { } axis)
        {
            return null;
        }

        string? stated = attributes.Text(GenAiAttributes.EvaluationScoreValue);
        double? value = attributes.Number(GenAiAttributes.EvaluationScoreValue);
        string? explanation = attributes.Text(GenAiAttributes.EvaluationExplanation);
        if (stated is not null && value is null)
        {
            explanation = string.Create(CultureInfo.InvariantCulture, $"The score '{Shorten(stated)}' is not a finite number; it counts as not recorded. {explanation}").TrimEnd();
        }

        return new AxisScoreStep
        {
            Axis = AxisNames.Canonical(axis),
            Scorer = attributes.Text(BenchAttributes.ScorerName) ?? "",
            ScorerVersion = attributes.Text(BenchAttributes.ScorerVersion) ?? "",
            Value = value,
            NotApplicable = attributes.Flag(BenchAttributes.AxisNotApplicable) ?? false,
            Label = attributes.Text(GenAiAttributes.EvaluationScoreLabel),
            Explanation = explanation,
            Details = attributes.Text(BenchAttributes.AxisDetails) ?? "",
            Source = attributes.Text(BenchAttributes.Source) ?? source,
            RecordedUnixNano = unixNano,
        };
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
