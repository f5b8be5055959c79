using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Comparison;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Pages.Comparison;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(AxisNames.PassRate, "A is better", "better")]
    [InlineData(AxisNames.Latency, "A is worse", "worse")]
    [InlineData("of-theirs", "A is higher", "open")]
    public void A_side_that_is_ahead_on_every_task_is_told_by_what_the_axis_means(string axis, string words, string kind)
    {
        Verdict verdict = Verdict.Of(axis, Compared(axis, [.. Enumerable.Repeat((1.0, 0.0), 8)]));

        Assert.Equal((words, kind), (verdict.Words, verdict.Kind));
        Assert.Equal("p = 0.0078, exact test over 8 tasks", verdict.Grounds);
    }

    [Fact]
    public void Values_that_spread_are_judged_by_students_t()
    {
        Verdict verdict = Verdict.Of(AxisNames.Latency, Compared(AxisNames.Latency, (1000, 2000), (1500, 2600), (900, 1800)));

        Assert.Equal("A is better", verdict.Words);
        Assert.Contains("t test over 3 tasks", verdict.Grounds, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_far_enough_apart_says_what_would_be() => Assert.Matches(
        "^p = 0\\.\\d{4}, t test over 3 tasks; a true difference under [0-9.]+ s would most often not be seen$",
        Verdict.Of(AxisNames.Latency, Compared(AxisNames.Latency, (1000, 2000), (2000, 1000), (1500, 1400))).Grounds);

    [Theory]
    [InlineData(AxisNames.PassRate, 5, "5 tasks: too few, 6 are the least")]
    [InlineData(AxisNames.PassRate, 1, "1 task: too few, 6 are the least")]
    [InlineData(AxisNames.Latency, 1, "1 task: too few, 2 are the least")]
    [InlineData(AxisNames.Latency, 3, "3 tasks: too few, 6 are the least")]
    public void Too_few_pairs_tell_nothing(string axis, int tasks, string grounds)
    {
        Verdict verdict = Verdict.Of(axis, Compared(axis, [.. Enumerable.Repeat((1.0, 0.0), tasks)]));

        Assert.Equal(("cannot be told apart", grounds), (verdict.Words, verdict.Grounds));
    }

    [Fact]
    public void Without_a_pair_nothing_is_compared() => Assert.Equal("cannot be compared", Verdict.Of(AxisNames.PassRate, Compared(AxisNames.PassRate)).Words);

    private static PairedComparisonView Compared(string axis, params (double A, double B)[] tasks)
    {
        Pair[] pairs = [.. tasks.Select((task, i) => new Pair([$"t{i}"], $"t{i}", Value(task.A), Value(task.B)))];
        return new PairedComparisonView(
            AxisEstimate.Of(axis, [.. pairs.Select(pair => Sample(pair.Cluster, pair.A))]), AxisEstimate.Of(axis, [.. pairs.Select(pair => Sample(pair.Cluster, pair.B))]), new Pairing(pairs, 0, 0, 0));
    }

    private static ValueSummary Value(double value) => ValueSummary.Of([value])!;

    private static TaskSample Sample(string task, ValueSummary value) => new(task, 1, 0, value, []);
}
