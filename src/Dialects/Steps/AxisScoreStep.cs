namespace Tracing.Dialects.Steps;

/// <summary>A score on an axis, as a scorer told it.</summary>
public sealed record AxisScoreStep
{
    /// <summary>The axis; any name.</summary>
    public required string Axis { get; init; }

    /// <summary>Name of the scorer, or empty.</summary>
    public required string Scorer { get; init; }

    /// <summary>Version of the scorer, or empty.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>The value; null means not recorded.</summary>
    public double? Value { get; init; }

    /// <summary>Whether the axis does not apply to the task.</summary>
    public bool NotApplicable { get; init; }

    /// <summary>Label.</summary>
    public string? Label { get; init; }

    /// <summary>Explanation.</summary>
    public string? Explanation { get; init; }

    /// <summary>Details verbatim: a JSON object as text, or empty.</summary>
    public string Details { get; init; } = "";

    /// <summary>One of <see cref="Vocabulary.FactSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>When it was told, nanoseconds since 1970.</summary>
    public required long RecordedUnixNano { get; init; }
}
