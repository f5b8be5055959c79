using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Axes;

/// <summary>
/// Both composites of a run with their details. <see cref="AxisNames.Composite"/> keeps the published formula and the published shape:
/// what was not recorded stays null among the components, and its efficiency shows that it counted as nothing used.
/// <see cref="AxisNames.CompositeRecorded"/> has no efficiency for it, and tells which weights were left out and which were used.
/// </summary>
public static class CompositeScorer
{
    private const string PublishedNote =
        "Composite of one run by the published formula: what was not recorded counts as nothing used. The axes are the measurement; the composite only sums them up.";

    private const string RecordedNote =
        "Composite of what was recorded: the weight of what was not goes to the rest in proportion. The axes are the measurement; the composite only sums them up.";

    /// <summary>The published composite.</summary>
    /// <param name="evidence">What it is made of.</param>
    /// <param name="weights">The weights.</param>
    /// <returns>The score; without a value where none of its components was recorded.</returns>
    public static AxisScore Published(CompositeEvidence evidence, CompositeWeights weights)
    {
        CompositeInputs inputs = evidence.Inputs;
        bool nothing = inputs is { Pass: null, Integrity: null, Tokens: null, WallMilliseconds: null, BlastRadius: null };
        double? value = nothing ? null : Finite(Composite.Published(inputs, weights));
        var shown = new Efficiencies(
            Composite.CostEfficiency(inputs.Tokens ?? 0),
            Composite.LatencyEfficiency(inputs.WallMilliseconds ?? 0),
            1 - (inputs.BlastRadius ?? 0));
        return new AxisScore
        {
            Axis = AxisNames.Composite,
            Value = value,
            ScorerVersion = weights.Stamp(Composite.PublishedVersion),
            Details = DetailsJson.Of(details => Write(details.Number("composite", value), evidence, weights, shown).Text("note", PublishedNote)),
        };
    }

    /// <summary>The composite of what was recorded.</summary>
    /// <param name="evidence">What it is made of.</param>
    /// <param name="weights">The weights.</param>
    /// <returns>The score; without a value where nothing with a weight was recorded.</returns>
    public static AxisScore Recorded(CompositeEvidence evidence, CompositeWeights weights)
    {
        CompositeInputs inputs = evidence.Inputs;
        double? value = Finite(Composite.Recorded(inputs, weights));
        var shown = new Efficiencies(
            inputs.Tokens is { } tokens ? Composite.CostEfficiency(tokens) : null,
            inputs.WallMilliseconds is { } wall ? Composite.LatencyEfficiency(wall) : null,
            1 - inputs.BlastRadius);
        (string Key, double Weight, bool Recorded)[] components =
        [
            ("pass_rate", weights.Pass, inputs.Pass is not null),
            ("integrity", weights.Integrity, inputs.Integrity is not null),
            ("cost", weights.Cost, inputs.Tokens is not null),
            ("latency", weights.Latency, inputs.WallMilliseconds is not null),
            ("blast_radius", weights.BlastRadius, inputs.BlastRadius is not null),
        ];
        double used = components.Where(component => component.Recorded).Sum(component => component.Weight);
        return new AxisScore
        {
            Axis = AxisNames.CompositeRecorded,
            Value = value,
            ScorerVersion = weights.Stamp(Composite.RecordedVersion),
            Details = DetailsJson.Of(details => Write(details.Number("composite_recorded", value), evidence, weights, shown)
                .Text("note", RecordedNote)
                .List("left_out", components.Where(component => !component.Recorded).Select(component => component.Key))
                .Object("weights_used", json =>
                {
                    foreach ((string key, double weight, bool recorded) in components)
                    {
                        json.Number(key, recorded && used > 0 ? weight / used : null);
                    }
                })),
        };
    }

    // Scores that others sent may be anything: less than no tokens has no efficiency, and so no composite.
    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;

    private static DetailsJson Write(DetailsJson details, CompositeEvidence evidence, CompositeWeights weights, Efficiencies shown) => details
        .Object("weights", json => json
            .Number("pass_rate", weights.Pass)
            .Number("integrity", weights.Integrity)
            .Number("cost", weights.Cost)
            .Number("latency", weights.Latency)
            .Number("blast_radius", weights.BlastRadius))
        .Object("components", json => json
            .Number("pass_rate", evidence.Inputs.Pass)
            .Number("integrity", evidence.Inputs.Integrity)
            .Number("blast_radius", evidence.Inputs.BlastRadius)
            .Number("tokens_per_correct_task", TokensScorer.PerCorrectTask(evidence.Inputs.Tokens, evidence.Inputs.Pass))
            .Number("wall_clock_ms", evidence.Inputs.WallMilliseconds)
            .Flag(RefusalScorer.ExpectedKey, evidence.ExpectedRefusal)
            .Flag(RefusalScorer.ProducedKey, evidence.RefusalProduced)
            .Number("cost_efficiency", shown.Cost)
            .Number("latency_efficiency", shown.Latency)
            .Number("clean_blast", shown.CleanBlast)
            .Number("refusal_factor", Composite.RefusalFactor(evidence.Inputs)));

    private sealed record Efficiencies(double? Cost, double? Latency, double? CleanBlast);
}
