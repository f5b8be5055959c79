using CsCheck;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;

namespace Tracing.Query.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    /// <summary>
    /// Student's own example of paired differences (Student 1908; Cushny and Peebles 1905): additional hours of sleep by two drugs in
    /// ten patients. Mean difference 1.58, t = 4.0621 with 9 degrees of freedom, p = 0.002833, interval 0.7001 to 2.4599.
    /// </summary>
    [Fact]
    public void The_published_sleep_data_give_the_published_t()
    {
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        PairedDifference difference = new([.. second.Zip(first).Select((pair, i) => Single(i, pair.First, pair.Second))]);

        Assert.Equal(1.58, difference.Mean!.Value, 12);
        Assert.Equal((2.33, 0.75), (Math.Round(difference.MeanA!.Value, 9), Math.Round(difference.MeanB!.Value, 9)));
        Assert.Equal(4.0621, difference.Mean.Value / difference.StandardError!.Value, 4);
        Assert.Equal(0.002833, difference.PValue!.Value, 6);
        Assert.Equal((0.7001, 2.4599), (Math.Round(difference.Interval!.Low, 4), Math.Round(difference.Interval.High, 4)));
        Assert.Equal(new ExactTest(9, 0, 1, "sign-exact"), difference.Exact);
    }

    /// <summary>The example of the R package exact2x2 for mcnemar.exact: 21, 9, 2, 12 gives b = 2, c = 9 and p = 0.06543.</summary>
    [Fact]
    public void The_published_table_gives_the_published_p_of_mcnemar()
    {
        (double A, double B, int Count)[] table = [(1, 1, 21), (1, 0, 9), (0, 1, 2), (0, 0, 12)];
        PairedDifference difference = new([.. table.SelectMany(cell => Enumerable.Repeat(cell, cell.Count)).Select((cell, i) => Single(i, cell.A, cell.B))]);

        Assert.Equal(new ExactTest(9, 2, 33, "mcnemar-exact"), difference.Exact);
        Assert.Equal(0.06543, difference.Exact!.PValue, 5);
        Assert.Equal((44, 44), (difference.Pairs, difference.Clusters));
        Assert.Equal(7.0 / 44, difference.Mean!.Value, 12);
    }

    /// <summary>
    /// A true difference as large as the minimum detectable effect is found four times in five: that is what it is. The differences
    /// are normal, so the share is known but for the few draws.
    /// </summary>
    [Fact]
    public void An_effect_as_large_as_the_minimum_detectable_one_is_found_four_times_in_five()
    {
        Draws draws = new(7);
        const int Size = 40;
        const int Rounds = 4_000;

        // The effect of the true deviation 1; a comparison estimates it from its own standard error.
        double effect = (Quantiles.Student(0.975, Size - 1) + Quantiles.Student(0.8, Size - 1)) / Math.Sqrt(Size);
        double told = 0;
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            PairedDifference difference = new([.. Enumerable.Range(0, Size).Select(i => Single(i, effect + draws.Normal(), 0))]);
            found += difference.PValue < 0.05 ? 1 : 0;
            told += difference.MinimumDetectableEffect!.Value / Rounds;
        }

        Assert.InRange(found / (double)Rounds, 0.77, 0.83);
        Assert.InRange(told / effect, 0.97, 1.03);
    }

    [Fact]
    public void A_side_of_a_pair_is_the_mean_of_its_runs_and_every_pair_weighs_the_same()
    {
        PairedDifference difference = new(
        [
            new Pair(["t1"], "t1", ValueSummary.Of([1.0, 1, 0])!, ValueSummary.Of([0.0])!),
            new Pair(["t2"], "t2", ValueSummary.Of([0.0])!, ValueSummary.Of([1.0, 0])!),
            new Pair(["t3"], "t3", ValueSummary.Of([1.0, 0])!, ValueSummary.Of([0.0, 1])!),
        ]);

        Assert.Equal(((2.0 / 3) - 0.5) / 3, difference.Mean!.Value, 12);
        Assert.Equal(new ExactTest(1, 1, 1, "sign-exact"), difference.Exact);
        Assert.Equal(1, difference.Exact!.PValue);
    }

    [Fact]
    public void Pairs_of_one_task_are_one_cluster()
    {
        Pair[] pairs = [.. Enumerable.Range(0, 12).Select(i => Single(i, i % 3, 0) with { Key = [$"m{i % 2}", $"t{i / 2}"], Cluster = $"t{i / 2}" })];
        PairedDifference difference = new(pairs);

        Assert.Equal((12, 6), (difference.Pairs, difference.Clusters));
        Assert.Equal(ClusteredMean.Of([.. Enumerable.Range(0, 6).Select(task => new Cluster(2, ((2 * task % 3) + (((2 * task) + 1) % 3)) / 2.0))])!.StandardError, difference.StandardError!.Value, 12);
    }

    [Fact]
    public void Without_pairs_or_spread_nothing_is_told_that_was_not_seen()
    {
        PairedDifference none = new([]);
        PairedDifference alike = new([.. Enumerable.Range(0, 25).Select(i => Single(i, 1, 0))]);

        Assert.Equal((0, 0, null, null, null), (none.Pairs, none.Clusters, none.Mean, none.Interval, none.Exact));
        Assert.Null(none.Bootstrap(199, 1, TestContext.Current.CancellationToken));
        Assert.Equal((1.0, null, null, null), (alike.Mean, alike.Interval, alike.PValue, alike.MinimumDetectableEffect));
        Assert.Equal(2 * Math.Pow(0.5, 25), alike.Exact!.PValue, 15);
    }

    [Fact]
    public void Sides_are_paired_by_key_and_what_is_not_paired_is_counted()
    {
        Pairing pairing = Pairing.Of([Group("t1", 1), Group("t2", null), Group("t3", 0), Group("t5", 1)], [Group("t1", 0), Group("t2", 1), Group("t4", 1), Group("t5", null)], 0);

        Assert.Equal(("t1", 1.0), (Assert.Single(pairing.Pairs).Cluster, pairing.Pairs[0].Difference));
        Assert.Equal((1, 1, 2), (pairing.OnlyA, pairing.OnlyB, pairing.NotRecorded));
    }

    private static AxisGroup Group(string task, double? value) => new(
        [task], "pass_rate", [new TaskSample(task, 1, 0, value is { } known ? ValueSummary.Of([known]) : null, [])], new Storage.Reads.RunTally(1, 0, 0, 0) { Running = 0 });

    private static Pair Single(int i, double a, double b) => new([$"t{i}"], $"t{i}", ValueSummary.Of([a])!, ValueSummary.Of([b])!);
}
