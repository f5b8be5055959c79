namespace Tracing.Query.Statistics;

/// <summary>An axis over the runs that count. A value that was not recorded is in no mean.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="N">Runs that count.</param>
/// <param name="Coverage">Of those, runs with a recorded value.</param>
/// <param name="NotApplicable">Of those, runs to whose task the axis does not apply.</param>
/// <param name="Summary">Of the recorded values; null where there are none.</param>
public sealed record AxisEstimate(string Axis, long N, long Coverage, long NotApplicable, ValueSummary? Summary)
{
    /// <summary>95 % interval of a proportion where every recorded value is 0 or 1, else null.</summary>
    public Interval? Interval => Summary is { AreZeroOrOne: true } summary
        ? WilsonInterval.Of((long)Math.Round(summary.Mean * summary.Count), summary.Count)
        : null;
}
