using Tracing.Vocabulary;

namespace Tracing.Query.Statistics;

/// <summary>An axis over the runs that count. A value that was not recorded is in no mean.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="N">Runs that count.</param>
/// <param name="Coverage">Of those, runs with a recorded value.</param>
/// <param name="NotApplicable">Of those, runs to whose task the axis does not apply.</param>
/// <param name="Summary">Of the recorded values; null where there are none.</param>
public sealed record AxisEstimate(string Axis, long N, long Coverage, long NotApplicable, ValueSummary? Summary)
{
    /// <summary>
    /// 95 % interval of a proportion, for the axes that are 0 or 1 by their meaning; null where a scorer gave something between.
    /// A share such as the blast radius may happen to be 0 in every run and is no proportion of runs for that.
    /// </summary>
    public Interval? Interval => Axis is AxisNames.PassRate or AxisNames.Refusal or AxisNames.Integrity && Summary is { AreZeroOrOne: true } summary
        ? WilsonInterval.Of((long)Math.Round(summary.Mean * summary.Count), summary.Count)
        : null;
}
