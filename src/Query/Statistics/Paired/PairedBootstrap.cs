namespace Tracing.Query.Statistics.Paired;

/// <summary>
/// Percentile bootstrap of a mean of paired differences (Efron 1979): whole clusters are drawn with replacement, so that what belongs
/// together stays together. The same differences and seed give the same interval everywhere.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Method of the interval.</summary>
    public const string Method = "bootstrap-percentile";

    /// <summary>Fewest resamples: the 0.025 quantile of fewer is no quantile.</summary>
    public const int LeastResamples = 199;

    /// <summary>The interval of the mean.</summary>
    /// <param name="clusters">The differences, by cluster, in an order that does not depend on how they were read.</param>
    /// <param name="resamples">How often all clusters are drawn, at least <see cref="LeastResamples"/>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="cancellation">Gives up between two resamples.</param>
    /// <returns>Null under two clusters.</returns>
    public static Interval? Of(IReadOnlyList<Cluster> clusters, int resamples, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, LeastResamples);
        if (clusters.Count < 2)
        {
            return null;
        }

        SplitMix64 draws = new(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            means[i] = ResampledMean(clusters, draws);
        }

        Array.Sort(means);
        double tail = (1 - Quantiles.Level) / 2;
        return new Interval(Quantile(means, tail), Quantile(means, 1 - tail), Quantiles.Level, Method);
    }

    private static double ResampledMean(IReadOnlyList<Cluster> clusters, SplitMix64 draws)
    {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < clusters.Count; i++)
        {
            Cluster drawn = clusters[draws.Below(clusters.Count)];
            sum += drawn.Count * drawn.Mean;
            count += drawn.Count;
        }

        return sum / count;
    }

    // The (B + 1) p-th of B ordered values (Davison and Hinkley 1997, section 5.3.1), between two of them in proportion.
    private static double Quantile(double[] ascending, double probability)
    {
        double place = ((ascending.Length + 1) * probability) - 1;
        int below = Math.Clamp((int)Math.Floor(place), 0, ascending.Length - 1);
        int above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }
}
