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
        ValueSummary summary = ValueSummary.Of([2, 4, 4, 4, 5, 5, 7, 9])!;

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
        AxisEstimate estimate = new(axis, 3, 3, 0, ValueSummary.Of([0, 0, 0]));

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
}
