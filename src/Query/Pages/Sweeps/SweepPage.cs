using Tracing.Query.Api.Types;
using Tracing.Query.Completeness;
using Tracing.Query.Pages.Comparison.Contenders;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>The page of a sweep: an axis as a matrix, who does best, what it takes, and what is still missing.</summary>
public static class SweepPage
{
    private const int MostTold = 50;

    /// <summary>Writes the page.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="view">How it is looked at.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(SweepPageData data, SweepView view, PageSite site) => PageFrame.Write(site, $"Sweep {data.Sweep.Sweep}", "/scripts/cell.js", page =>
    {
        page.Element("h1", $"Sweep {data.Sweep.Sweep}");
        page.Element("p", $"{Figures.Count(data.Sweep.Cells, "cell")}, {Figures.Count(data.Sweep.Runs, "run")}", ("class", "task"));
        Choices(page, data, view);
        MatrixTable.Write(page, data.Matrix, data.Sweep);
        Neighbours(page, data.Matrix, data.Sweep.Sweep);
        LeaderTable.Write(page, data.Leaderboard, view, data.Sweep.Sweep);
        ParetoPlot.Write(page, data.Leaderboard, AxisNames.Tokens, "tokens a run");
        ParetoPlot.Write(page, data.Leaderboard, AxisNames.Latency, "wall time");
        Board(page, data.Completeness);
    });

    private static void Choices(HtmlWriter page, SweepPageData data, SweepView view)
    {
        page.Open("nav", ("class", "choices"), ("aria-label", "Axis"));
        foreach (string axis in AxisNames.All)
        {
            page.Element("a", axis, ("href", (view with { Axis = axis }).PathOf(data.Sweep.Sweep)), ("aria-current", axis == view.Axis ? "true" : null));
        }

        page.Close().Open("nav", ("class", "choices"), ("aria-label", "Rows and columns"));
        foreach ((CellDimension rows, CellDimension columns) in SweepView.Shapes)
        {
            page.Element(
                "a",
                $"{rows}s by {columns}s".ToLowerInvariant(),
                ("href", (view with { Rows = rows, Columns = columns }).PathOf(data.Sweep.Sweep)),
                ("aria-current", (rows, columns) == (view.Rows, view.Columns) ? "true" : null));
        }

        page.Close();
    }

    // Columns that stand side by side, paired over all they share.
    private static void Neighbours(HtmlWriter page, MatrixView matrix, string sweep)
    {
        if (matrix.Columns == CellDimension.Task || matrix.ColumnValues.Count < 2 || !page.Has("/compare"))
        {
            return;
        }

        page.Open("nav", ("class", "choices"), ("aria-label", "Compare columns")).Element("span", "Compare:");
        foreach ((string left, string right) in matrix.ColumnValues.Zip(matrix.ColumnValues.Skip(1)).Take(MostTold))
        {
            ComparedContenders compared = new(Side(matrix.Columns, left), Side(matrix.Columns, right), sweep, matrix.Axis);
            page.Element("a", $"{left} with {right}", ("href", compared.Path));
        }

        page.Close();
    }

    private static Contender Side(CellDimension dimension, string value) => dimension == CellDimension.Agent ? new Contender(value, null) : new Contender(null, value);

    private static void Board(HtmlWriter page, SweepCompleteness board)
    {
        page.Open("section", ("id", "completeness")).Element("h2", "Completeness");
        if (board.Problem is { } problem)
        {
            page.Element("p", "What the sweep declared cannot be read: " + problem, ("class", "error"));
        }

        page.Element("p", board.Declaration is null
            ? FormattableString.Invariant($"The sweep declared nothing; {board.Present} trials are there.")
            : FormattableString.Invariant($"{board.Present} of {board.Present + (board.Missing?.Count ?? 0) + board.Partial.Count} declared trials are there."));
        Places(page, "Missing", board.Missing);
        Places(page, "Begun, none ended", board.Partial);
        Places(page, "Run more than once", board.Repeated);
        Places(page, "Not declared", board.Undeclared);
        page.Close();
    }

    private static void Places(HtmlWriter page, string heading, IReadOnlyList<TrialPlace>? places)
    {
        if (places is not { Count: > 0 })
        {
            return;
        }

        page.Element("h3", FormattableString.Invariant($"{heading} ({places.Count})")).Open("ul", ("class", "links"));
        foreach (TrialPlace place in places.Take(MostTold))
        {
            page.Element("li", FormattableString.Invariant($"{place.CellId} #{place.Trial}"));
        }

        page.Close();
        if (places.Count > MostTold)
        {
            page.Element("p", FormattableString.Invariant($"and {places.Count - MostTold} more."), ("class", "none"));
        }
    }
}
