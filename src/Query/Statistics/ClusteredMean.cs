namespace Tracing.Query.Statistics;

/// <summary>Values that belong together, such as the runs of one task.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Mean">Their mean.</param>
public readonly record struct Cluster(long Count, double Mean);

/// <summary>
/// A mean whose values cluster (Miller, "Adding Error Bars to Evals", arXiv 2411.00640, section 2.2): runs of one task tell less than
/// as many runs of different tasks. The standard error is that of the paper with the usual correction for few clusters, G/(G-1)
/// (Cameron and Miller 2015); with one value a cluster it is the plain standard error of a mean.
/// </summary>
/// <param name="Mean">The mean of all values.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Clusters">How many clusters, at least 2.</param>
/// <param name="Values">How many values.</param>
public sealed record ClusteredMean(double Mean, double StandardError, int Clusters, long Values)
{
    /// <summary>Method of an interval with one value a cluster.</summary>
    public const string Plain = "t";

    /// <summary>Method of an interval with several values a cluster.</summary>
    public const string Clustered = "t-clustered";

    /// <summary>Estimates the mean.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <returns>Null under two clusters: how far tasks differ cannot be seen in one.</returns>
    public static ClusteredMean? Of(IReadOnlyList<Cluster> clusters)
    {
        if (clusters.Count < 2)
        {
            return null;
        }

        long values = clusters.Sum(cluster => cluster.Count);
        double mean = clusters.Sum(cluster => cluster.Count * cluster.Mean) / values;

        // What a cluster's values are away from the mean together: within a cluster they are taken to move as one.
        double squares = clusters.Sum(cluster => Math.Pow(cluster.Count * (cluster.Mean - mean), 2));
        double few = clusters.Count / (clusters.Count - 1.0);
        return new ClusteredMean(mean, Math.Sqrt(few * squares) / values, clusters.Count, values);
    }

    /// <summary>Student's t interval with as many degrees of freedom as clusters, less one. Null where all clusters have one mean: no spread was seen.</summary>
    public Interval? Interval()
    {
        if (StandardError <= 0)
        {
            return null;
        }

        double half = Quantiles.StudentUpper(Clusters - 1) * StandardError;
        return new Interval(Mean - half, Mean + half, Quantiles.Level, Values == Clusters ? Plain : Clustered);
    }
}
