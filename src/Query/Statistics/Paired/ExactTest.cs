namespace Tracing.Query.Statistics.Paired;

/// <summary>
/// Which side was ahead in how many clusters, and how likely a fair coin is to split them at least as unevenly: the sign test. Where
/// each side is one 0 or 1 a cluster this is McNemar's exact test (McNemar 1947), for then only the discordant pairs differ. With
/// several runs a side a cluster is ahead where its mean is: pairs of single runs would count the runs of a task as independent.
/// </summary>
/// <param name="AHigher">Clusters where A was higher.</param>
/// <param name="BHigher">Clusters where B was higher.</param>
/// <param name="Equal">Clusters where neither was; they are in no test.</param>
/// <param name="Method"><c>mcnemar-exact</c> or <c>sign-exact</c>.</param>
public sealed record ExactTest(long AHigher, long BHigher, long Equal, string Method)
{
    /// <summary>Method where each side is one 0 or 1.</summary>
    public const string McNemar = "mcnemar-exact";

    /// <summary>Method of all else.</summary>
    public const string Sign = "sign-exact";

    // Means of a third are no exact numbers; what is nearer than this is equal.
    private const double Tolerance = 1e-12;

    /// <summary>Two-sided p value; 1 where no cluster differs.</summary>
    public double PValue => Quantiles.FairCoinTwoSided(AHigher, BHigher);

    /// <summary>Counts clusters.</summary>
    /// <param name="differences">A less B, by cluster.</param>
    /// <param name="single">Whether each side is one 0 or 1 in each cluster.</param>
    public static ExactTest Of(IReadOnlyList<double> differences, bool single) => new(
        differences.Count(difference => difference > Tolerance),
        differences.Count(difference => difference < -Tolerance),
        differences.Count(difference => Math.Abs(difference) <= Tolerance),
        single ? McNemar : Sign);
}
