using Tracing.Vocabulary;

namespace Tracing.Query.Statistics;

/// <summary>What the numbers of an axis mean, as far as it is known. Axis names are data: of an unknown one nothing is supposed.</summary>
public static class AxisMeaning
{
    /// <summary>
    /// Whether a run is 0 or 1 on the axis by its meaning. A share such as the blast radius may happen to be 0 in every run and is no
    /// proportion of runs for that.
    /// </summary>
    /// <param name="axis">The axis.</param>
    public static bool IsProportion(string axis) => axis is AxisNames.PassRate or AxisNames.Refusal or AxisNames.Integrity;

    /// <summary>Whether less is better.</summary>
    /// <param name="axis">The axis.</param>
    public static bool LessIsBetter(string axis) => axis is AxisNames.Tokens or AxisNames.Latency or AxisNames.BlastRadius;
}
