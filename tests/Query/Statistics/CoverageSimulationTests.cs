using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Statistics;

/// <summary>
/// Seeded simulations: 95 % intervals hold the truth 93 to 97 times in a hundred. They go through <see cref="AxisEstimate"/>, so the
/// interval that is chosen is the one that is tested.
/// </summary>
public sealed class CoverageSimulationTests(ITestOutputHelper output)
{
    private const int Rounds = 8_000;

    [Theory]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(200)]
    public void Rates_of_one_run_a_task_are_covered(int tasks) => Covered(tasks, draws =>
    {
        double rate = draws.Uniform();
        return (Pass([.. Enumerable.Range(0, tasks).Select(_ => (double[])[draws.Bernoulli(rate)])]).Interval!, rate);
    });

    /// <summary>Of three runs a task, each repeats the task's own outcome with the square root of the correlation, else falls by itself.</summary>
    [Theory]
    [InlineData(50, 0.0)]
    [InlineData(50, 0.3)]
    [InlineData(50, 0.8)]
    [InlineData(50, 1.0)]
    [InlineData(100, 0.5)]
    public void Rates_of_several_runs_a_task_are_covered(int tasks, double correlation) => Covered(tasks + (int)(correlation * 10), draws =>
    {
        double rate = draws.Uniform();
        return (Pass([.. Enumerable.Range(0, tasks).Select(_ => Runs(draws, rate, correlation))]).Interval!, rate);
    });

    [Theory]
    [InlineData(50)]
    [InlineData(150)]
    public void Means_clustered_by_task_are_covered(int tasks) => Covered(tasks, draws =>
    {
        double[][] values = [.. Enumerable.Range(0, tasks).Select(_ => Latencies(draws))];
        return (Estimate(AxisNames.Latency, values).Interval!, 100);
    });

    [Fact]
    public void Mean_differences_of_pairs_are_covered_by_t_and_by_bootstrap()
    {
        const int Tasks = 50;
        Draws draws = new(11);
        (int t, int bootstrap) = (0, 0);
        const int Few = 2_000;
        for (int round = 0; round < Few; round++)
        {
            // How hard a task is moves both sides; the second has three runs a task.
            PairedDifference difference = new([.. Enumerable.Range(0, Tasks).Select(i =>
            {
                double hard = 10 * draws.Normal();
                return new Pair([$"{i}"], $"{i}", ValueSummary.Of([hard + 2 + draws.Normal()])!, ValueSummary.Of([hard + draws.Normal(), hard + draws.Normal(), hard + draws.Normal()])!);
            })]);
            t += Holds(difference.Interval!, 2) ? 1 : 0;
            bootstrap += Holds(difference.Bootstrap(399, (ulong)round, TestContext.Current.CancellationToken)!, 2) ? 1 : 0;
        }

        output.WriteLine($"t {t / (double)Few:0.0000}, bootstrap {bootstrap / (double)Few:0.0000}");
        Assert.InRange(t / (double)Few, 0.93, 0.97);
        Assert.InRange(bootstrap / (double)Few, 0.93, 0.97);
    }

    /// <summary>
    /// Why the interval of a clustered rate is Wilson's and not Student's t: near 0 and 1 the t interval holds the truth too seldom,
    /// for often all runs go the same way and no spread is seen at all.
    /// </summary>
    [Fact]
    public void Near_the_ends_wilson_covers_clustered_rates_and_student_does_not()
    {
        Draws draws = new(23);
        (int wilson, int student) = (0, 0);
        for (int round = 0; round < Rounds; round++)
        {
            double rate = 0.005 + (0.075 * draws.Uniform());
            double[][] tasks = [.. Enumerable.Range(0, 50).Select(_ => Runs(draws, rate, 0.5))];
            wilson += Holds(Pass(tasks).Interval!, rate) ? 1 : 0;
            student += ClusteredMean.Of([.. tasks.Select(values => new Cluster(values.Length, values.Average()))])!.Interval() is { } t && Holds(t, rate) ? 1 : 0;
        }

        output.WriteLine($"wilson {wilson / (double)Rounds:0.0000}, student {student / (double)Rounds:0.0000}");
        Assert.InRange(wilson / (double)Rounds, 0.93, 1);
        Assert.InRange(student / (double)Rounds, 0, 0.9);
    }

    private void Covered(int seed, Func<Draws, (Interval Interval, double Truth)> draw)
    {
        Draws draws = new((ulong)seed);
        int held = 0;
        for (int round = 0; round < Rounds; round++)
        {
            (Interval interval, double truth) = draw(draws);
            held += Holds(interval, truth) ? 1 : 0;
        }

        output.WriteLine($"{held / (double)Rounds:0.0000}");
        Assert.InRange(held / (double)Rounds, 0.93, 0.97);
    }

    private static bool Holds(Interval interval, double truth) => interval.Low <= truth && truth <= interval.High;

    // One to four runs: where tasks were not run equally often, too.
    private static double[] Latencies(Draws draws)
    {
        double task = 100 + (20 * draws.Normal());
        return [.. Enumerable.Range(0, 1 + draws.Below(4)).Select(_ => task + (10 * draws.Normal()))];
    }

    private static double[] Runs(Draws draws, double rate, double correlation)
    {
        double task = draws.Bernoulli(rate);
        double repeats = Math.Sqrt(correlation);
        return [.. Enumerable.Range(0, 3).Select(_ => draws.Uniform() < repeats ? task : draws.Bernoulli(rate))];
    }

    private static AxisEstimate Pass(double[][] tasks) => Estimate(AxisNames.PassRate, tasks);

    private static AxisEstimate Estimate(string axis, double[][] tasks) =>
        AxisEstimate.Of(axis, [.. tasks.Select((values, i) => new TaskSample($"c/{i}", values.Length, 0, ValueSummary.Of(values), []))]);
}
