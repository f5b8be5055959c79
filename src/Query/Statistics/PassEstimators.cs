namespace Tracing.Query.Statistics;

/// <summary>Cells that were tried equally often with equal success. The recorded runs of a cell are its attempts.</summary>
/// <param name="Tried">Recorded runs of such a cell.</param>
/// <param name="Passed">Of those, runs that passed.</param>
/// <param name="Cells">How many such cells there are.</param>
public readonly record struct Attempts(long Tried, long Passed, long Cells);

/// <summary>An estimate over cells that were tried often enough.</summary>
/// <param name="K">Attempts.</param>
/// <param name="Value">Mean over cells; null where no cell was tried <paramref name="K"/> times.</param>
/// <param name="Cells">Cells in the mean.</param>
/// <param name="TooFew">Cells that were tried, and less than <paramref name="K"/> times; they are in no mean.</param>
public sealed record PassEstimate(int K, double? Value, long Cells, long TooFew);

/// <summary>What k attempts come to, estimated without bias from n attempts of which c passed.</summary>
public static class PassEstimators
{
    /// <summary>pass@k: at least one of k attempts passes, 1 − C(n−c, k) / C(n, k) (Chen et al., arXiv 2107.03374, section 2.1).</summary>
    /// <param name="tried">n, at least <paramref name="k"/>.</param>
    /// <param name="passed">c, 0 to <paramref name="tried"/>.</param>
    /// <param name="k">k, at least 1.</param>
    public static double AtK(long tried, long passed, int k) => 1 - ShareOf(tried, tried - passed, k);

    /// <summary>pass^k: all of k attempts pass, C(c, k) / C(n, k) (Yao et al., arXiv 2406.12045, section 4).</summary>
    /// <param name="tried">n, at least <paramref name="k"/>.</param>
    /// <param name="passed">c, 0 to <paramref name="tried"/>.</param>
    /// <param name="k">k, at least 1.</param>
    public static double HatK(long tried, long passed, int k) => ShareOf(tried, passed, k);

    /// <summary>The mean of an estimator over cells.</summary>
    /// <param name="attempts">The cells.</param>
    /// <param name="k">k, at least 1.</param>
    /// <param name="estimator"><see cref="AtK"/> or <see cref="HatK"/>.</param>
    public static PassEstimate Over(IReadOnlyList<Attempts> attempts, int k, Func<long, long, int, double> estimator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Attempts[] enough = [.. attempts.Where(cell => cell.Tried >= k)];
        long cells = enough.Sum(cell => cell.Cells);
        double? value = cells == 0 ? null : enough.Sum(cell => cell.Cells * estimator(cell.Tried, cell.Passed, k)) / cells;
        return new PassEstimate(k, value, cells, attempts.Where(cell => cell.Tried > 0 && cell.Tried < k).Sum(cell => cell.Cells));
    }

    // C(some, k) / C(all, k), as a product of shares: the binomials themselves overflow.
    private static double ShareOf(long all, long some, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(all, k);
        double share = 1;
        for (int i = 0; i < k && share > 0; i++)
        {
            share *= Math.Max(0, some - i) / (double)(all - i);
        }

        return share;
    }
}
