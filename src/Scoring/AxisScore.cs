using Tracing.Vocabulary;

namespace Tracing.Scoring;

/// <summary>
/// One score of one run on one axis. It is the event <see cref="EventNames.EvaluationResult"/> of the vocabulary, field by field;
/// <see cref="Attributes"/> names them, for any exporter.
/// </summary>
public sealed record AxisScore
{
    /// <summary>Name of this product's scorers on the wire.</summary>
    public const string OwnScorer = "tracing";

    /// <summary>The axis: one of <see cref="AxisNames"/>.</summary>
    public required string Axis { get; init; }

    /// <summary>The value, finite; null means not recorded.</summary>
    public double? Value { get; init; }

    /// <summary>Whether the axis does not apply to the task; then the value says nothing.</summary>
    public bool NotApplicable { get; init; }

    /// <summary>One or two words for the value, in snake case; null where the number says it all.</summary>
    public string? Label { get; init; }

    /// <summary>A sentence for what the value does not tell; null where there is nothing to add.</summary>
    public string? Explanation { get; init; }

    /// <summary>The scorer's details: a JSON object. The same evidence gives the same bytes.</summary>
    public required string Details { get; init; }

    /// <summary>Name of the scorer.</summary>
    public string Scorer { get; init; } = OwnScorer;

    /// <summary>Version of the scorer; it changes whenever the same evidence would give another score.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>The event's attributes in the vocabulary's order; what is null is absent. Values are string, double or bool.</summary>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, object>> Attributes()
    {
        var attributes = new List<KeyValuePair<string, object>>();
        Add(GenAiAttributes.EvaluationName, Axis);
        Add(GenAiAttributes.EvaluationScoreValue, Value);
        Add(GenAiAttributes.EvaluationScoreLabel, Label);
        Add(GenAiAttributes.EvaluationExplanation, Explanation);
        Add(BenchAttributes.AxisNotApplicable, NotApplicable);
        Add(BenchAttributes.AxisDetails, Details);
        Add(BenchAttributes.ScorerName, Scorer);
        Add(BenchAttributes.ScorerVersion, ScorerVersion);
        return attributes;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                attributes.Add(new KeyValuePair<string, object>(name, value));
            }
        }
    }
}
