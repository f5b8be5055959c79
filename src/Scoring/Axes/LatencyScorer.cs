using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Axes;

/// <summary><see cref="AxisNames.Latency"/>: the wall clock of the run, milliseconds. A clock that ran backwards told nothing.</summary>
public static class LatencyScorer
{
    /// <summary>Version of this scorer.</summary>
    public const string Version = "latency-1";

    /// <summary>Scores a run.</summary>
    /// <param name="clocks">What the clocks told; null where not recorded.</param>
    /// <returns>The score.</returns>
    public static AxisScore Score(RunClocks? clocks)
    {
        double? wall = Known(clocks?.WallMilliseconds);
        return new AxisScore
        {
            Axis = AxisNames.Latency,
            Value = wall,
            ScorerVersion = Version,
            Details = DetailsJson.Of(details => details
                .Number("wall_clock_ms", wall)
                .Number("container_active_ms", Known(clocks?.ContainerActiveMilliseconds))
                .Number("model_call_ms", Known(clocks?.ModelCallMilliseconds))),
        };
    }

    private static double? Known(double? milliseconds) =>
        milliseconds is { } known && double.IsFinite(known) && known >= 0 ? known : null;
}
