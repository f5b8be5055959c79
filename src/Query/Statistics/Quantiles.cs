using MathNet.Numerics.Distributions;

namespace Tracing.Query.Statistics;

/// <summary>Quantiles and tails of the distributions that intervals and tests stand on.</summary>
public static class Quantiles
{
    /// <summary>Confidence of every interval.</summary>
    public const double Level = 0.95;

    /// <summary>What is above the upper end of an interval, and below its lower end.</summary>
    public const double Upper = 1 - ((1 - Level) / 2);

    /// <summary>The 0.975 quantile of the normal distribution.</summary>
    public const double NormalUpper = 1.959963984540054;

    private const int Remembered = 512;

    // Found by search each time otherwise; a matrix asks for the same few again and again.
    private static readonly double[] s_upper = new double[Remembered];

    /// <summary>The 0.975 quantile of Student's t.</summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double StudentUpper(long freedom)
    {
        if (freedom >= Remembered)
        {
            return Student(Upper, freedom);
        }

        // Two threads may both find a value; it is the same one.
        double known = Volatile.Read(ref s_upper[freedom]);
        if (known == 0)
        {
            known = Student(Upper, freedom);
            Volatile.Write(ref s_upper[freedom], known);
        }

        return known;
    }

    /// <summary>A quantile of Student's t.</summary>
    /// <param name="probability">What lies below it, 0 to 1.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Student(double probability, long freedom) => StudentT.InvCDF(0, 1, freedom, probability);

    /// <summary>How likely Student's t is to be at least as far from 0, on either side.</summary>
    /// <param name="t">The statistic.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double StudentTwoSided(double t, long freedom) => Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)));

    /// <summary>How likely a fair coin is to split its throws at least as unevenly.</summary>
    /// <param name="heads">Throws on one side.</param>
    /// <param name="tails">Throws on the other.</param>
    public static double FairCoinTwoSided(long heads, long tails)
    {
        long throws = heads + tails;
        return throws == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, (int)throws, Math.Min(heads, tails)));
    }
}
