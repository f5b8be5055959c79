namespace Tracing.Query.Statistics;

/// <summary>Wilson's score interval of a proportion (Wilson 1927; method 3 of Newcombe 1998), without continuity correction.</summary>
public static class WilsonInterval
{
    /// <summary>Confidence of the intervals.</summary>
    public const double Level = 0.95;

    /// <summary>The 0.975 quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The interval of a proportion.</summary>
    /// <param name="successes">How many succeeded, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many were tried.</param>
    /// <returns>The interval; null where nothing was tried.</returns>
    public static Interval? Of(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
        {
            return null;
        }

        double n = trials;
        double p = successes / n;
        double centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        double half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));

        // Rounding must not push an end past what a proportion can be, nor past the proportion itself.
        double low = successes == 0 ? 0 : Math.Max(0, centre - half);
        double high = successes == trials ? 1 : Math.Min(1, centre + half);
        return new Interval(low, high, Level, "wilson");
    }
}
