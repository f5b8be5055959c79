using System.Globalization;
using Tracing.Query.Pages;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Badges;

/// <summary>A cell on one line.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Value">Its mean; null where not recorded.</param>
public sealed record BadgeView(string Label, string Axis, double? Value)
{
    /// <summary>The colour of a badge that judges nothing.</summary>
    public const string Grey = "#6b7280";

    private const string Blue = "#1d4ed8";
    private const double Good = 0.8;
    private const double Fair = 0.5;

    /// <summary>The value in words: a share as a percentage, any other axis in its unit.</summary>
    public string Message => Value is { } value && IsShare
        ? Math.Round(value * 100, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture) + "%"
        : Figures.Score(Axis, Value, notApplicable: false);

    /// <summary>A colour by the value; blue where more is not better, grey where there is no value.</summary>
    public string Color => Value switch
    {
        null => Grey,
        _ when !IsShare || AxisMeaning.LessIsBetter(Axis) => Blue,
        >= Good => "#15803d",
        >= Fair => "#b45309",
        _ => "#b91c1c",
    };

    /// <summary>The badge as a sentence, for those who do not see it.</summary>
    public string Sentence => $"{Label}: {Axis} {Message}";

    private bool IsShare => AxisMeaning.IsProportion(Axis) || Axis is AxisNames.Composite or AxisNames.CompositeRecorded or AxisNames.BlastRadius;

    /// <summary>The badge of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="axes">The cell's axes.</param>
    public static BadgeView Of(CellRow cell, string axis, IReadOnlyList<AxisEstimate>? axes) =>
        new($"{cell.Agent} × {cell.Model}", axis, axes?.FirstOrDefault(one => one.Axis == axis)?.Summary?.Mean);
}
