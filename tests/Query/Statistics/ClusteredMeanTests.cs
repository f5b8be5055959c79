using CsCheck;
using Tracing.Query.Statistics;

namespace Tracing.Query.Tests.Statistics;

public sealed class ClusteredMeanTests
{
    private static readonly Gen<double[][]> s_clusters = Gen.Double[-5, 5].Array[1, 6].Array[2, 20];

    /// <summary>
    /// The sandwich of a regression on a constant, (X'X)⁻¹ (Σ X'u u'X) (X'X)⁻¹, value by value and pair by pair: no sum of a cluster
    /// is formed (Cameron and Miller 2015, equations 11 and 12, without the factor that is 1 for a constant).
    /// </summary>
    [Fact]
    public void The_standard_error_is_the_sandwich_of_a_regression_on_a_constant() => s_clusters.Sample(clusters =>
    {
        double[] all = [.. clusters.SelectMany(values => values)];
        double mean = all.Sum() / all.Length;
        double meat = clusters.Sum(values => values.Sum(one => values.Sum(other => (one - mean) * (other - mean))));
        double variance = clusters.Length / (clusters.Length - 1.0) * meat / all.Length / all.Length;
        ClusteredMean estimate = Estimate(clusters);
        return Math.Abs(estimate.Mean - mean) < 1e-9 && Math.Abs((estimate.StandardError * estimate.StandardError) - variance) < 1e-9;
    });

    /// <summary>arXiv 2411.00640, section 2.2: the variance of independent values, and what pairs within a cluster add.</summary>
    [Fact]
    public void The_standard_error_is_the_papers_but_for_the_corrections_for_few() => s_clusters.Sample(clusters =>
    {
        double[] all = [.. clusters.SelectMany(values => values)];
        double n = all.Length;
        double mean = all.Average();
        double independent = all.Sum(value => (value - mean) * (value - mean)) / n / n;
        double within = 0;
        foreach (double[] values in clusters)
        {
            for (int i = 0; i < values.Length; i++)
            {
                for (int j = 0; j < values.Length; j++)
                {
                    within += i == j ? 0 : (values[i] - mean) * (values[j] - mean);
                }
            }
        }

        double papers = independent + (within / n / n);
        double few = clusters.Length / (clusters.Length - 1.0);
        return Math.Abs(Math.Pow(Estimate(clusters).StandardError, 2) - (few * papers)) < 1e-9;
    });

    [Fact]
    public void Of_clusters_of_one_size_it_is_what_leaving_each_out_in_turn_gives() =>
        Gen.Int[1, 5].SelectMany(size => Gen.Double[-5, 5].Array[size].Array[2, 15]).Sample(clusters =>
        {
            double[] without = [.. clusters.Select((_, left) => clusters.Where((_, i) => i != left).SelectMany(values => values).Average())];
            double centre = without.Average();
            double jackknife = (clusters.Length - 1.0) / clusters.Length * without.Sum(mean => (mean - centre) * (mean - centre));
            return Math.Abs(Math.Pow(Estimate(clusters).StandardError, 2) - jackknife) < 1e-9;
        });

    /// <summary>
    /// NIST/SEMATECH e-Handbook, 1.3.5.2: confidence limits of the mean of ZARR13.DAT, 195 values, mean 9.261460, deviation 0.022789:
    /// 9.258242 to 9.264679 with t = 1.9723. The values here have that mean and deviation.
    /// </summary>
    [Fact]
    public void One_value_a_cluster_gives_the_published_t_interval()
    {
        double[] shape = [.. Enumerable.Range(0, 195).Select(i => i - 97.0)];
        double deviation = Math.Sqrt(shape.Sum(value => value * value) / 194);
        Interval interval = Estimate([.. shape.Select(value => (double[])[9.261460 + (value / deviation * 0.022789)])]).Interval()!;

        Assert.Equal(9.258242, interval.Low, 5);
        Assert.Equal(9.264679, interval.High, 5);
        Assert.Equal("t", interval.Method);
    }

    [Fact]
    public void Runs_of_a_task_that_go_alike_tell_no_more_than_one()
    {
        ClusteredMean single = Estimate([[0], [1], [1], [0], [1]]);
        ClusteredMean thrice = Estimate([[0, 0, 0], [1, 1, 1], [1, 1, 1], [0, 0, 0], [1, 1, 1]]);

        Assert.Equal(single.StandardError, thrice.StandardError, 12);
        Assert.Equal(("t", "t-clustered"), (single.Interval()!.Method, thrice.Interval()!.Method));
        Assert.Equal(single.Interval()!.High, thrice.Interval()!.High, 12);
    }

    [Fact]
    public void One_cluster_and_no_spread_give_no_interval()
    {
        Assert.Null(ClusteredMean.Of([]));
        Assert.Null(ClusteredMean.Of([new Cluster(9, 0.5)]));
        Assert.Null(Estimate([[2, 2], [2]]).Interval());
    }

    private static ClusteredMean Estimate(double[][] clusters) => ClusteredMean.Of([.. clusters.Select(values => new Cluster(values.Length, values.Average()))])!;
}
