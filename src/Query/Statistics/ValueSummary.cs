namespace Tracing.Query.Statistics;

/// <summary>What a set of values comes to.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="StandardDeviation">Of the sample; null under two values.</param>
public sealed record ValueSummary(long Count, double Mean, double Min, double Max, double? StandardDeviation)
{
    private const double Tolerance = 1e-9;

    /// <summary>
    /// Whether every value is 0 or 1. Between 0 and 1 no value's square is greater than itself, and only 0 and 1 equal theirs:
    /// the sum of squares, which the deviation gives, equals the sum exactly when all do.
    /// </summary>
    public bool AreZeroOrOne
    {
        get
        {
            if (Min < 0 || Max > 1)
            {
                return false;
            }

            if (Count == 1)
            {
                return Mean is 0 or 1;
            }

            double meanSquare = (SquaredDeviations / Count) + (Mean * Mean);
            return Math.Abs(meanSquare - Mean) < Tolerance;
        }
    }

    private double SquaredDeviations => (StandardDeviation ?? 0) * (StandardDeviation ?? 0) * (Count - 1);

    /// <summary>Sums values up.</summary>
    /// <param name="values">The values.</param>
    /// <returns>Null where there are none.</returns>
    public static ValueSummary? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        double? deviation = values.Count < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new ValueSummary(values.Count, mean, values.Min(), values.Max(), deviation);
    }

    /// <summary>Sums summaries up, without loss where the means are large and the deviations small (Chan, Golub and LeVeque 1983).</summary>
    /// <param name="parts">The parts.</param>
    /// <returns>Null where there are none.</returns>
    public static ValueSummary? Of(IReadOnlyList<ValueSummary> parts)
    {
        if (parts.Count < 2)
        {
            return parts.Count == 0 ? null : parts[0];
        }

        long count = parts.Sum(part => part.Count);
        double mean = parts.Sum(part => part.Count * part.Mean) / count;
        double squares = parts.Sum(part => part.SquaredDeviations + (part.Count * (part.Mean - mean) * (part.Mean - mean)));
        return new ValueSummary(count, mean, parts.Min(part => part.Min), parts.Max(part => part.Max), Math.Sqrt(squares / (count - 1)));
    }
}
