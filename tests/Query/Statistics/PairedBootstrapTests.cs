using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;

namespace Tracing.Query.Tests.Statistics;

public sealed class PairedBootstrapTests
{
    /// <summary>The published first outputs of the generator for the seed 1234567.</summary>
    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        SplitMix64 draws = new(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => draws.Next()));
    }

    [Fact]
    public void Draws_below_a_bound_fall_evenly()
    {
        SplitMix64 draws = new(3);
        int[] hits = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            hits[draws.Below(7)]++;
        }

        Assert.All(hits, count => Assert.InRange(count, 9_600, 10_400));
    }

    /// <summary>The numbers were seen once; another process, machine or runtime must see them again.</summary>
    [Fact]
    public void The_same_seed_gives_the_same_interval_and_the_order_of_pairs_does_not_matter()
    {
        Pair[] pairs = [.. Enumerable.Range(0, 30).Select(i => new Pair([$"t{i}"], $"t{i}", ValueSummary.Of([(double)(i * 7 % 11)])!, ValueSummary.Of([5.0])!))];
        Interval interval = new PairedDifference(pairs).Bootstrap(1_999, 42, TestContext.Current.CancellationToken)!;
        Interval reversed = new PairedDifference([.. pairs.Reverse()]).Bootstrap(1_999, 42, TestContext.Current.CancellationToken)!;
        Interval other = new PairedDifference(pairs).Bootstrap(1_999, 43, TestContext.Current.CancellationToken)!;

        Assert.Equal(interval, reversed);
        Assert.NotEqual(interval, other);
        Assert.Equal("bootstrap-percentile", interval.Method);
        Assert.InRange(interval.Low, -1.5, interval.High);
    }

    /// <summary>Of three clusters all 27 resamples are known; the ends are among their means, and of the right share.</summary>
    [Fact]
    public void Few_clusters_are_resampled_whole()
    {
        Cluster[] clusters = [new(1, 0), new(2, 3), new(1, 9)];
        Interval interval = PairedBootstrap.Of(clusters, 9_999, 5, TestContext.Current.CancellationToken)!;
        double[] means =
        [
            .. from a in clusters from b in clusters from c in clusters
               select ((a.Count * a.Mean) + (b.Count * b.Mean) + (c.Count * c.Mean)) / (a.Count + b.Count + c.Count) into mean
               orderby mean
               select mean,
        ];

        // 1 of 27 is 0.037: both tails of 0.025 end at the extremes.
        Assert.Equal((means[0], means[^1]), (interval.Low, interval.High));
    }

    [Fact]
    public void It_gives_up_when_told_so() =>
        Assert.Throws<OperationCanceledException>(() => PairedBootstrap.Of([new Cluster(1, 0), new Cluster(1, 1)], 999, 1, new CancellationToken(canceled: true)));
}
