namespace Tracing.Storage.Rows;

/// <summary>One value of one axis of a run by one scorer.</summary>
public sealed record AxisScoreRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>As the run's.</summary>
    public required ulong Version { get; init; }

    /// <summary>The axis.</summary>
    public required string Axis { get; init; }

    /// <summary>Who scored; empty where not told.</summary>
    public required string Scorer { get; init; }

    /// <summary>Its version; empty where not told.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>The value; null with <see cref="NotApplicable"/> false: not recorded.</summary>
    public double? Value { get; init; }

    /// <summary>Whether the axis does not apply to the task.</summary>
    public bool NotApplicable { get; init; }

    /// <summary>A word for the value.</summary>
    public string? Label { get; init; }

    /// <summary>Why.</summary>
    public string? Explanation { get; init; }

    /// <summary>JSON object, verbatim; empty where none came.</summary>
    public string Details { get; init; } = "";

    /// <summary>Who told: one of the vocabulary's sources.</summary>
    public required string Source { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long RecordedAt { get; init; }

    /// <summary>
    /// Of several scores of a run on an axis the one that counts: a recorded value before none, then what was recorded last, then
    /// the greater scorer version and scorer, so that the choice is the same every time.
    /// </summary>
    /// <param name="scores">Scores of one run.</param>
    /// <returns>One score an axis.</returns>
    public static IEnumerable<AxisScoreRow> Counting(IEnumerable<AxisScoreRow> scores) => scores
        .GroupBy(score => score.Axis, StringComparer.Ordinal)
        .Select(axis => axis
            .OrderByDescending(score => score.Value is not null)
            .ThenByDescending(score => score.RecordedAt)
            .ThenByDescending(score => score.ScorerVersion, StringComparer.Ordinal)
            .ThenByDescending(score => score.Scorer, StringComparer.Ordinal)
            .First());
}
