using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>
/// An axis over two dimensions, each value in words and in one of five shades of a single colour, light to dark, which differ in lightness alone: readers who
/// tell colours apart badly see the same order. The darkest is the best.
/// </summary>
internal static class MatrixTable
{
    private const int Shades = 5;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="sweep">Its sweep.</param>
    public static void Write(HtmlWriter page, MatrixView matrix, SweepRow sweep)
    {
        IReadOnlyList<string> columns = matrix.ColumnValues;
        Dictionary<(string, string), MatrixCellView> cells = matrix.Cells.ToDictionary(cell => (cell.Row, cell.Column));
        double[] means = [.. matrix.Cells.Select(cell => cell.Estimate.Summary?.Mean).OfType<double>()];
        page.Open("section", ("id", "matrix")).Element("h2", $"{matrix.Axis}: {matrix.Rows}s by {matrix.Columns}s".ToLowerInvariant());
        page.Open("div", ("class", "wide"), ("tabindex", "0")).Open("table", ("class", "matrix")).Open("thead").Open("tr").Open("td").Close();
        foreach (string column in columns)
        {
            page.Element("th", column, ("scope", "col"));
        }

        page.Close().Close().Open("tbody");
        foreach (string row in matrix.RowValues)
        {
            page.Open("tr").Element("th", row, ("scope", "row"));
            foreach (string column in columns)
            {
                Cell(page, matrix, sweep, cells.GetValueOrDefault((row, column)), means);
            }

            page.Close();
        }

        page.Close().Close().Close();
        page.Element("p", "Mean of the runs that count, its 95 % interval, recorded of all. Darker is better.", ("class", "hint")).Close();
    }

    private static void Cell(HtmlWriter page, MatrixView matrix, SweepRow sweep, MatrixCellView? cell, double[] means)
    {
        if (cell is null)
        {
            page.Element("td", "not run", ("class", "none"));
            return;
        }

        AxisEstimate estimate = cell.Estimate;
        string value = Figures.Score(matrix.Axis, estimate.Summary?.Mean, estimate.NotApplicable == estimate.N && estimate.N > 0);
        string of = FormattableString.Invariant($"{estimate.Coverage} of {estimate.N}");
        string? range = estimate.Interval is { } interval ? Figures.Between(matrix.Axis, interval.Low, interval.High) : null;
        string told = $"{cell.Row} × {cell.Column}: mean {value}{(range is null ? "" : $", 95 % interval {range}")}, recorded {of}";
        page.Open("td", ("title", told), ("class", estimate.Summary is { } known ? "shade-" + Figures.Number(Shade(known.Mean, means, AxisMeaning.LessIsBetter(matrix.Axis))) : "none"));
        page.Element("a", value, ("href", Path(matrix, sweep, cell)));
        page.Open("br").Element("small", range is null ? of : $"{range}, {of}").Close();
    }

    private static int Shade(double mean, double[] means, bool lessIsBetter)
    {
        double low = means.Min();
        double range = means.Max() - low;
        double share = range == 0 ? 0.5 : (mean - low) / range;
        return Math.Min(Shades - 1, (int)((lessIsBetter ? 1 - share : share) * Shades));
    }

    // Where the third dimension has one value, a place of the matrix is a cell; else it is several, which a search lists.
    private static string Path(MatrixView matrix, SweepRow sweep, MatrixCellView cell)
    {
        string? agent = Part(CellDimension.Agent, sweep.Agents);
        string? model = Part(CellDimension.Model, sweep.Models);
        string? task = Part(CellDimension.Task, sweep.Tasks);
        return agent is not null && model is not null && task?.Split('/') is [{ } category, { } name]
            ? CellAddress.PathOf(new CellId(sweep.Sweep, agent, model, category, name))
            : $"/search?{string.Join('&', new[] { ("agent", agent), ("model", model), ("task", task), ("sweep", sweep.Sweep) }.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"))}";

        string? Part(CellDimension dimension, IReadOnlyList<string> all) =>
            matrix.Rows == dimension ? cell.Row : matrix.Columns == dimension ? cell.Column : all is [{ } only] ? only : null;
    }
}
