namespace Tracing.Query.Statistics.Paired;

/// <summary>One key that both sides recorded.</summary>
/// <param name="Key">One value for each dimension that pairs.</param>
/// <param name="Cluster">What its difference belongs to: the task where tasks pair, else the key.</param>
/// <param name="A">Recorded values of A.</param>
/// <param name="B">Recorded values of B.</param>
public sealed record Pair(IReadOnlyList<string> Key, string Cluster, ValueSummary A, ValueSummary B)
{
    /// <summary>A less B.</summary>
    public double Difference => A.Mean - B.Mean;
}

/// <summary>
/// The mean difference of pairs (arXiv 2411.00640, section 3.2): what a task is hard by drops out. A pair's sides are means over
/// their runs, every pair weighs the same, and the standard error is clustered as <see cref="ClusteredMean"/> says.
/// </summary>
public sealed class PairedDifference
{
    private const double Power = 0.8;

    private readonly Cluster[] _clusters;
    private readonly ClusteredMean? _mean;

    /// <summary>Compares pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    public PairedDifference(IReadOnlyList<Pair> pairs)
    {
        Pairs = pairs.Count;

        // By name, so that a seed draws the same whatever order the pairs were read in.
        _clusters =
        [
            .. pairs.GroupBy(pair => pair.Cluster, StringComparer.Ordinal)
                .OrderBy(cluster => cluster.Key, StringComparer.Ordinal)
                .Select(cluster => new Cluster(cluster.Count(), cluster.Average(pair => pair.Difference))),
        ];
        _mean = ClusteredMean.Of(_clusters);
        (MeanA, MeanB, Mean) = pairs.Count == 0
            ? ((double?)null, (double?)null, (double?)null)
            : (pairs.Average(pair => pair.A.Mean), pairs.Average(pair => pair.B.Mean), pairs.Average(pair => pair.Difference));
        bool single = _clusters.Length == pairs.Count && pairs.All(pair => pair is { A: { Count: 1, AreZeroOrOne: true }, B: { Count: 1, AreZeroOrOne: true } });
        Exact = pairs.Count == 0 ? null : ExactTest.Of([.. _clusters.Select(cluster => cluster.Mean)], single);
    }

    /// <summary>How many pairs there are.</summary>
    public int Pairs { get; }

    /// <summary>How many clusters they fall into.</summary>
    public int Clusters => _clusters.Length;

    /// <summary>Mean of A over the pairs; null where there are none.</summary>
    public double? MeanA { get; }

    /// <summary>Mean of B over the pairs; null where there are none.</summary>
    public double? MeanB { get; }

    /// <summary>Mean of A less B; null where there are no pairs.</summary>
    public double? Mean { get; }

    /// <summary>Of the mean difference; null under two clusters.</summary>
    public double? StandardError => _mean?.StandardError;

    /// <summary>Student's t interval of the mean difference; null under two clusters, and where all differ alike.</summary>
    public Interval? Interval => _mean?.Interval();

    /// <summary>Two-sided p value of Student's t; null under two clusters, and where all differ alike.</summary>
    public double? PValue => _mean is { StandardError: > 0 } mean ? Quantiles.StudentTwoSided(mean.Mean / mean.StandardError, mean.Clusters - 1) : null;

    /// <summary>The exact test; null where there are no pairs.</summary>
    public ExactTest? Exact { get; }

    /// <summary>
    /// The least true difference that a comparison of this size would find at the 5 % level four times in five: the standard error
    /// times t(0.975) + t(0.8) (Bloom 1995; arXiv 2411.00640, section 5). Null under two clusters, and where all differ alike.
    /// </summary>
    public double? MinimumDetectableEffect => _mean is { StandardError: > 0 } mean
        ? (Quantiles.StudentUpper(mean.Clusters - 1) + Quantiles.Student(Power, mean.Clusters - 1)) * mean.StandardError
        : null;

    /// <summary>The bootstrap interval of the mean difference; null under two clusters.</summary>
    /// <param name="resamples">How many resamples.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="cancellation">Gives up.</param>
    public Interval? Bootstrap(int resamples, ulong seed, CancellationToken cancellation = default) =>
        PairedBootstrap.Of(_clusters, resamples, seed, cancellation);
}
