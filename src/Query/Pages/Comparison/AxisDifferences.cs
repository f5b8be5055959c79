using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;

namespace Tracing.Query.Pages.Comparison;

/// <summary>Every axis of two sides: both values, their paired difference, and what it comes to in words.</summary>
internal static class AxisDifferences
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="comparisons">One for each axis.</param>
    /// <param name="pairs">What a pair is, in words.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<PairedComparisonView> comparisons, string pairs)
    {
        page.Open("section", ("id", "axes")).Element("h2", "Axis by axis");
        Tables.Rows(page, ["Axis", "A", "B", "A − B", "Pairs", "Verdict"], comparisons, Row, sortable: false);
        page.Element(
            "p",
            $"{pairs} Both values are means of the runs that count, each with its 95 % interval; the difference is the mean over the pairs, with Student's t interval, clustered by task. Every axis is a comparison of its own: of many, one may differ by chance.",
            ("class", "hint")).Close();
    }

    /// <summary>A difference with its sign; the words for none where a side was not recorded.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="difference">A less B.</param>
    public static string Signed(string axis, double? difference) => difference switch
    {
        null => Figures.NotRecorded,
        > 0 => "+" + Figures.Score(axis, difference, notApplicable: false),
        < 0 => "−" + Figures.Score(axis, -difference, notApplicable: false),
        _ => Figures.Score(axis, 0, notApplicable: false),
    };

    /// <summary>A side's value, its interval below it.</summary>
    /// <param name="page">The row.</param>
    /// <param name="estimate">The value.</param>
    public static void Value(HtmlWriter page, AxisEstimate estimate)
    {
        page.Open("td", ("class", estimate.Summary is null ? "none" : null), ("data-value", Figures.Raw(estimate.Summary?.Mean)))
            .Text(Figures.Score(estimate.Axis, estimate.Summary?.Mean, Inapplicable(estimate))).Open("br");
        string of = FormattableString.Invariant($"n = {estimate.Coverage} of {estimate.N}");
        page.Element("small", estimate.Interval is { } interval ? $"{Figures.Between(estimate.Axis, interval.Low, interval.High)}, {of}" : of).Close();
    }

    private static bool Inapplicable(AxisEstimate estimate) => estimate.N > 0 && estimate.NotApplicable == estimate.N;

    private static void Row(HtmlWriter row, PairedComparisonView comparison)
    {
        string axis = comparison.A.Axis;
        row.Open("tr").Element("th", axis, ("scope", "row"));
        Value(row, comparison.A);
        Value(row, comparison.B);
        row.Open("td", ("class", comparison.Difference.Mean is null ? "none" : null), ("data-value", Figures.Raw(comparison.Difference.Mean))).Text(Inapplicable(comparison.A) && Inapplicable(comparison.B) ? Figures.NotApplicable : Signed(axis, comparison.Difference.Mean));
        if (comparison.Difference.Interval is { } interval)
        {
            row.Open("br").Element("small", $"{Signed(axis, interval.Low)} to {Signed(axis, interval.High)}");
        }

        Verdict verdict = Verdict.Of(axis, comparison);
        row.Close().Element("td", Figures.Number(comparison.Difference.Pairs))
            .Open("td", ("class", "verdict " + verdict.Kind)).Element("b", verdict.Words).Open("br").Element("small", verdict.Grounds).Close().Close();
    }
}
