using CsCheck;
using Tracing.Query.Statistics;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Statistics;

public sealed class AxisStatisticsTests
{
    [Fact]
    public void Values_that_are_all_0_or_1_are_told_from_others_by_their_sums() =>
        Gen.Double[0, 1].Select(value => Math.Round(value, 2)).Array[1, 200].Sample(values =>
            ValueSummary.Of(values)!.AreZeroOrOne == Array.TrueForAll(values, value => value is 0 or 1));

    [Fact]
    public void Values_of_0_and_1_are_recognised() =>
        Gen.Int[0, 1].Select(value => (double)value).Array[1, 500].Sample(values => ValueSummary.Of(values)!.AreZeroOrOne);

    [Fact]
    public void A_summary_is_of_the_sample()
    {
        ValueSummary summary = ValueSummary.Of([2.0, 4, 4, 4, 5, 5, 7, 9])!;

        Assert.Equal((8, 5.0, 2.0, 9.0), (summary.Count, summary.Mean, summary.Min, summary.Max));
        Assert.Equal(Math.Sqrt(32.0 / 7), summary.StandardDeviation!.Value, 12);
        Assert.False(summary.AreZeroOrOne);
    }

    [Theory]
    [InlineData(AxisNames.PassRate, true)]
    [InlineData(AxisNames.Integrity, true)]
    [InlineData(AxisNames.BlastRadius, false)]
    [InlineData(AxisNames.Composite, false)]
    [InlineData("own", false)]
    public void Only_an_axis_that_is_0_or_1_by_its_meaning_has_an_interval_of_a_proportion(string axis, bool has)
    {
        AxisEstimate estimate = AxisEstimate.Of(axis, [new TaskSample("c/t", 3, 0, ValueSummary.Of([0.0, 0, 0]), [])]);

        Assert.Equal(has, estimate.Interval is not null);
    }

    [Fact]
    public void Of_several_scores_of_a_run_the_recorded_one_that_came_last_counts()
    {
        AxisScoreRow[] scores =
        [
            Runs.Score("r", AxisNames.PassRate, 0) with { RecordedAt = 1, ScorerVersion = "1" },
            Runs.Score("r", AxisNames.PassRate, 1) with { RecordedAt = 2, ScorerVersion = "2" },
            Runs.Score("r", AxisNames.PassRate, null) with { RecordedAt = 3, ScorerVersion = "3" },
            Runs.Score("r", "own", 4),
        ];

        IReadOnlyList<AxisEstimate> axes = CellAxes.Of(["r", "unscored"], new Dictionary<string, IReadOnlyList<AxisScoreRow>> { ["r"] = scores });

        Assert.Equal([.. AxisNames.All, "own"], axes.Select(axis => axis.Axis));
        Assert.Equal((2, 1, 1.0), (axes[0].N, axes[0].Coverage, axes[0].Summary!.Mean));
        Assert.NotNull(axes[0].Interval);
        Assert.All(axes.Skip(1).SkipLast(1), axis => Assert.Equal((2, 0, null, null), (axis.N, axis.Coverage, axis.Summary, axis.Interval)));
        Assert.Null(axes[^1].Interval);
    }

    [Fact]
    public void Parts_sum_up_to_the_whole() => Gen.Double[1e6, 1e6 + 1].Array[1, 8].Array[1, 8].Sample(parts =>
    {
        double[] all = [.. parts.SelectMany(part => part)];
        ValueSummary whole = ValueSummary.Of(all)!;
        ValueSummary joined = ValueSummary.Of([.. parts.Select(part => ValueSummary.Of(part)!)])!;
        return (whole.Count, whole.Min, whole.Max) == (joined.Count, joined.Min, joined.Max) && Math.Abs(whole.Mean - joined.Mean) < 1e-6 &&
            Math.Abs((whole.StandardDeviation ?? -1) - (joined.StandardDeviation ?? -1)) < 1e-6;
    });

    [Fact]
    public void What_was_not_recorded_is_in_no_mean_and_in_n()
    {
        AxisEstimate estimate = AxisEstimate.Of(AxisNames.Tokens,
            [new TaskSample("c/t", 3, 1, ValueSummary.Of([10.0, 30]), []), new TaskSample("c/u", 2, 0, null, []), new TaskSample("c/v", 1, 0, ValueSummary.Of([50.0]), [])]);

        Assert.Equal((6, 3, 1, 2), (estimate.N, estimate.Coverage, estimate.NotApplicable, estimate.Clusters));
        Assert.Equal((30.0, 10.0, 50.0, 20.0), (estimate.Summary!.Mean, estimate.Summary.Min, estimate.Summary.Max, estimate.Summary.StandardDeviation!.Value));

        // Clusters are away from 30 by -20 and 20 together: sqrt(2 x (400 + 400)) / 3.
        Assert.Equal(40.0 / 3, estimate.StandardError!.Value, 12);
        Assert.Equal("t-clustered", estimate.Interval!.Method);
        Assert.Null(estimate.PassAtK(1));
    }

    [Fact]
    public void The_interval_of_a_rate_follows_how_its_runs_cluster()
    {
        AxisEstimate once = Rate([1], [0], [1], [1]);
        AxisEstimate alike = Rate([1, 1, 1], [0, 0, 0], [1, 1, 1], [1, 1, 1]);
        AxisEstimate one = Rate([1, 0, 1, 1]);
        AxisEstimate all = Rate([1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]);

        Assert.Equal(WilsonInterval.Of(3, 4), once.Interval);
        Assert.Equal(once.Interval, one.Interval);
        Assert.Equal(("wilson-clustered", "wilson-clustered"), (alike.Interval!.Method, all.Interval!.Method));

        // Three runs that always go alike are one: wider than Wilson's of four for the t, and far wider than that of twelve.
        Assert.True(alike.Interval.Low < once.Interval!.Low && alike.Interval.High > once.Interval.High);
        Assert.Equal(1, all.Interval.High);
        Assert.True(all.Interval.Low < WilsonInterval.Of(4, 4)!.Low);
        Assert.Equal(new PassEstimate(2, 0.75, 4, 0), alike.PassAtK(2));
    }

    private static AxisEstimate Rate(params double[][] tasks) => AxisEstimate.Of(AxisNames.PassRate,
        [.. tasks.Select((runs, i) => new TaskSample($"c/{i}", runs.Length, 0, ValueSummary.Of(runs), [new Attempts(runs.Length, (long)runs.Sum(), 1)]))]);
}
