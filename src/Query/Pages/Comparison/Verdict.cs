using Tracing.Query.Api.Types;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison;

/// <summary>What a comparison comes to, in words.</summary>
/// <param name="Words">The verdict.</param>
/// <param name="Grounds">What it rests on.</param>
/// <param name="Kind"><c>better</c>, <c>worse</c>, or <c>open</c>.</param>
public sealed record Verdict(string Words, string Grounds, string Kind)
{
    private const double Level = 0.05;

    // Under six clusters even the most uneven split is likelier than 1 in 20: 2 · 0.5^5.
    private const int LeastForSigns = 6;
    private const int LeastForSpread = 2;
    private const string Open = "open";

    /// <summary>Judges a comparison, from A's side.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="comparison">The comparison.</param>
    public static Verdict Of(string axis, PairedComparisonView comparison)
    {
        PairedDifference difference = comparison.Difference;
        if (difference.Pairs == 0)
        {
            return new Verdict("cannot be compared", "no pair with a recorded value on both sides", Open);
        }

        // Where all pairs differ alike no spread was seen, and their signs alone must tell.
        bool proportion = comparison.A.IsProportion && comparison.B.IsProportion;
        bool signs = proportion || difference.PValue is null;
        int least = proportion || (signs && difference.Clusters >= LeastForSpread) ? LeastForSigns : LeastForSpread;
        if (difference.Clusters < least)
        {
            return new Verdict("cannot be told apart", FormattableString.Invariant($"{Counted(difference.Clusters)}: too few, {least} are the least"), Open);
        }

        double p = comparison.PValue ?? 1;
        string grounds = FormattableString.Invariant($"p = {p:0.0000}, {(signs ? "exact test" : "t test")} over {Counted(difference.Clusters)}");
        return p > Level
            ? new Verdict("cannot be told apart", grounds + Smallest(axis, difference), Open)
            : Decided(axis, difference.Mean!.Value, grounds);
    }

    private static Verdict Decided(string axis, double difference, string grounds)
    {
        bool higher = difference > 0;
        if (!AxisNames.All.Contains(axis) && axis != AxisNames.CompositeRecorded)
        {
            return new Verdict(higher ? "A is higher" : "A is lower", grounds, Open);
        }

        return higher != AxisMeaning.LessIsBetter(axis) ? new Verdict("A is better", grounds, "better") : new Verdict("A is worse", grounds, "worse");
    }

    private static string Smallest(string axis, PairedDifference difference) =>
        difference.MinimumDetectableEffect is { } least ? $"; a true difference under {Figures.Score(axis, least, notApplicable: false)} would most often not be seen" : "";

    private static string Counted(int tasks) => tasks == 1 ? "1 task" : FormattableString.Invariant($"{tasks} tasks");
}
