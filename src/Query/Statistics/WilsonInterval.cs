namespace Tracing.Query.Statistics;

/// <summary>Wilson's score interval of a proportion (Wilson 1927; method 3 of Newcombe 1998), without continuity correction.</summary>
public static class WilsonInterval
{
    /// <summary>Method of an interval of independent runs.</summary>
    public const string Plain = "wilson";

    /// <summary>Method of an interval of runs that cluster by task.</summary>
    public const string Clustered = "wilson-clustered";

    /// <summary>The interval of a proportion of independent trials.</summary>
    /// <param name="successes">How many succeeded, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many were tried.</param>
    /// <returns>The interval; null where nothing was tried.</returns>
    public static Interval? Of(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return trials == 0 ? null : Of(successes / (double)trials, trials, Quantiles.NormalUpper, Plain);
    }

    /// <summary>
    /// The interval of a proportion whose trials cluster: Wilson's on the effective number of trials, with Student's t in the place
    /// of the normal quantile (Korn and Graubard 1998; compared by Franco, Little, Louis and Slud 2019). The effective number is what
    /// independent trials would need for the same standard error, never more than there are. Where every trial went the same way no
    /// spread can be seen, and each cluster counts as one trial.
    /// </summary>
    /// <param name="mean">The proportion with its clustered standard error.</param>
    /// <param name="trials">How many were tried.</param>
    public static Interval Of(ClusteredMean mean, long trials)
    {
        double p = mean.Mean;
        double effective = p is <= 0 or >= 1
            ? mean.Clusters
            : Math.Min(trials, p * (1 - p) / (mean.StandardError * mean.StandardError));
        return Of(p, effective, Quantiles.StudentUpper(mean.Clusters - 1), Clustered);
    }

    private static Interval Of(double p, double n, double z, string method)
    {
        double centre = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        double half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));

        // Rounding must not push an end past what a proportion can be, nor past the proportion itself.
        double low = p <= 0 ? 0 : Math.Max(0, centre - half);
        double high = p >= 1 ? 1 : Math.Min(1, centre + half);
        return new Interval(low, high, Quantiles.Level, method);
    }
}
