using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Comparison.Cells;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sweeps;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison.Contenders;

/// <summary>The page of two agents or two models over all tasks that both have.</summary>
public static class ContenderComparisonPage
{
    private const int MostRows = 1_000;

    /// <summary>Writes the page.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(ContenderComparisonData data, PageSite site) => PageFrame.Write(site, $"{data.Asked.A.Name} against {data.Asked.B.Name}", "/scripts/compare.js", page =>
    {
        ComparedContenders asked = data.Asked;
        var view = SweepView.First(asked.Axis!);
        page.Element("p", "Comparison", ("class", "category"));
        page.Element("h1", $"{asked.A.Name} against {asked.B.Name}");
        page.Open("p", ("class", "task")).Text("Sweep ").Element("a", asked.Sweep, ("href", view.PathOf(asked.Sweep!))).Text(". A is ").Element("b", asked.A.Name).Text(", B is ").Element("b", asked.B.Name).Text(". ")
            .Element("a", "Exchange A and B", ("href", (asked with { A = asked.B, B = asked.A }).Path)).Close();
        Counts(page, data);
        AxisDifferences.Write(page, data.Axes, "A pair is two cells of the " + Words(asked.PairBy) + ".");
        Tasks(page, data);
    });

    private static void Counts(HtmlWriter page, ContenderComparisonData data)
    {
        PairedComparisonView first = data.Axes[0];
        page.Element(
            "p",
            FormattableString.Invariant($"{data.Tasks.Count} {(data.Tasks.Count == 1 ? "pair" : "pairs")} of cells; {first.Pairing.OnlyA} cells only of A and {first.Pairing.OnlyB} only of B are in no pair."),
            ("class", "hint"));
        if (data.Tasks.Count == 0)
        {
            page.Element("p", $"They have no cells of the {Words(data.Asked.PairBy)} in this sweep, so nothing can be paired.", ("class", "error"));
        }
    }

    private static void Tasks(HtmlWriter page, ContenderComparisonData data)
    {
        ComparedContenders asked = data.Asked;
        page.Open("section", ("id", "tasks")).Element("h2", $"Task by task: {asked.Axis}");
        page.Open("nav", ("class", "choices"), ("aria-label", "Axis of the table"));
        foreach (string axis in AxisNames.All)
        {
            page.Element("a", axis, ("href", (asked with { Axis = axis }).Path + "#tasks"), ("aria-current", axis == asked.Axis ? "true" : null));
        }

        page.Close();
        string? open = asked.PairBy[0] switch { CellDimension.Model => "Model", CellDimension.Agent => "Agent", _ => null };
        string[] columns = [.. open is null ? Array.Empty<string>() : [open], "Task", "A", "B", "A − B", "Side by side"];
        Tables.Rows(page, columns, [.. data.Tasks.Take(MostRows)], (row, pair) =>
        {
            row.Open("tr");
            if (open is not null)
            {
                row.Element("td", open == "Model" ? pair.A.Model : pair.A.Agent);
            }

            row.Element("td", pair.A.TaskId);
            AxisDifferences.Value(row, pair.OfA);
            AxisDifferences.Value(row, pair.OfB);
            row.Element("td", AxisDifferences.Signed(asked.Axis!, pair.Difference), ("class", pair.Difference is null ? "none" : null), ("data-value", Figures.Raw(pair.Difference)))
                .Open("td").Element("a", "Compare the runs", ("href", new ComparedCells(Side(pair.A), Side(pair.B)).Path), ("aria-label", $"Compare the runs: {pair.A.TaskId}, {pair.A.Model}")).Close().Close();
        });
        if (data.Tasks.Count > MostRows)
        {
            page.Element("p", FormattableString.Invariant($"and {data.Tasks.Count - MostRows} more."), ("class", "none"));
        }

        page.Close();
    }

    private static ComparedCell Side(CellId cell) => new(new CellAddress(cell.Agent, cell.Model, cell.Category, cell.Task), cell.Sweep, null);

    private static string Words(IReadOnlyList<CellDimension> pairBy) => pairBy[0] switch
    {
        CellDimension.Model => "same model and task",
        CellDimension.Agent => "same agent and task",
        _ => "same task",
    };
}
