using System.Globalization;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>A range of the score of an axis, both ends included.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Min">Least value; null: any.</param>
/// <param name="Max">Greatest value; null: any.</param>
public sealed record AxisRange(string Axis, double? Min, double? Max);

/// <summary>What one run must meet, all of it at once. Null: any.</summary>
public record RunConditions
{
    /// <summary>In which states.</summary>
    public IReadOnlyCollection<string>? States { get; init; }

    /// <summary>Earliest start, nanoseconds since 1970.</summary>
    public long? FromUnixNano { get; init; }

    /// <summary>Latest start, exclusive, nanoseconds since 1970.</summary>
    public long? ToUnixNano { get; init; }

    /// <summary>Ranges of scores, which all must hold; a run without a recorded value is in none.</summary>
    public IReadOnlyList<AxisRange>? Scores { get; init; }

    /// <summary>Kind of an artifact that the run left behind; null: with or without any.</summary>
    public string? Artifact { get; init; }

    /// <summary>Adds the conditions on columns of <c>runs</c>.</summary>
    internal Conditions AddTo(Conditions conditions)
    {
        conditions
            .OneOf("State", "states", States)
            .Time("StartedAt >= ", "startedFrom", FromUnixNano)
            .Time("StartedAt < ", "startedTo", ToUnixNano);
        if (Artifact is not null)
        {
            conditions.Add("RunId IN (SELECT RunId FROM artifacts WHERE Kind = {artifact:String})").Values.String("artifact", Artifact);
        }

        for (int i = 0; i < (Scores?.Count ?? 0); i++)
        {
            ScoreCondition.Add(conditions, Scores![i], i.ToString(CultureInfo.InvariantCulture));
        }

        return conditions;
    }
}
