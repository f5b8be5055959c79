using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>The page of two cells: their axes, and a run of each side by side.</summary>
public static class CellComparisonPage
{
    private const int MostTrials = 30;

    /// <summary>Writes the page.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(CellComparisonData data, PageSite site) => PageFrame.Write(site, $"{Name(data.A, data)} against {Name(data.B, data)}", "/scripts/compare.js", page =>
    {
        page.Element("p", "Comparison", ("class", "category"));
        page.Element("h1", $"{Name(data.A, data)} against {Name(data.B, data)}");
        page.Element("p", data.A.Cell.Category == data.B.Cell.Category && data.A.Cell.Task == data.B.Cell.Task ? TaskOf(data.A) : $"{TaskOf(data.A)} against {TaskOf(data.B)}", ("class", "task"));
        Parting(page, data.Parting);
        Sides(page, data);
        AxisDifferences.Write(page, data.Axes, data.OneCell ? "Two runs of one cell are one pair." : "Two cells are one pair: over many tasks, compare agents or models.");
        TimelinePair.Write(page, data);
        ToolCallTable.Write(page, data);
        ModelCallTable.Write(page, data);
        ChangePair.Write(page, data.A.Changes, data.B.Changes);
    });

    private static void Parting(HtmlWriter page, PartingOfWays parting)
    {
        page.Open("p", ("id", "parting"), ("class", "parting")).Text(parting.Sentence);
        if (parting.Anchor is { } anchor)
        {
            page.Text(" ").Element("a", "See the row", ("href", "#" + anchor));
        }

        page.Close();
    }

    private static void Sides(HtmlWriter page, CellComparisonData data)
    {
        page.Open("section", ("id", "sides")).Element("h2", "The two sides").Open("div", ("class", "wide"), ("tabindex", "0")).Open("table", ("class", "sides")).Open("thead").Open("tr").Open("td").Close();
        page.Element("th", "A", ("scope", "col")).Element("th", "B", ("scope", "col")).Close().Close().Open("tbody");
        Row(page, "Cell", data, (cell, side) => cell.Element("a", $"{side.Cell.Agent} × {side.Cell.Model}", ("href", CellAddress.PathOf(side.Cell, side.Run.Trial))));
        Row(page, "Task", data, (cell, side) => cell.Text(TaskOf(side)));
        Row(page, "Sweep", data, (cell, side) => cell.Text(side.Cell.Sweep));
        Row(page, "Trial shown", data, (cell, side) => Trials(cell, data, side));
        Row(page, "Run", data, (cell, side) => cell.Text(side.Run.RunId));
        Row(page, "State", data, (cell, side) => cell.Text(side.Run.StateReason is null ? side.Run.State : $"{side.Run.State}: {side.Run.StateReason}"));
        Row(page, "Agent version", data, (cell, side) => cell.Text(Figures.Text(side.Run.AgentVersion)));
        Row(page, "Started", data, (cell, side) => cell.Text(Figures.Time(side.Run.StartedAt)));
        Row(page, "Took", data, (cell, side) => cell.Text(Figures.Duration(side.Run.DurationNano)));
        page.Close().Close().Close();
        page.Open("p").Element("a", "Exchange A and B", ("href", data.Swapped.Path)).Close().Close();
    }

    private static void Row(HtmlWriter page, string name, CellComparisonData data, Action<HtmlWriter, ComparedRun> write)
    {
        page.Open("tr").Element("th", name, ("scope", "row"));
        foreach (ComparedRun side in new[] { data.A, data.B })
        {
            page.Open("td");
            write(page, side);
            page.Close();
        }

        page.Close();
    }

    // The trials of a side as links that keep the other side as it is.
    private static void Trials(HtmlWriter page, CellComparisonData data, ComparedRun side)
    {
        bool isA = ReferenceEquals(side, data.A);
        string other = (isA ? data.B : data.A).Run.RunId;
        uint[] trials = [.. side.Runs.Where(run => run.RunId != other).Select(run => run.Trial).Distinct().Order()];
        foreach (uint trial in trials.Take(MostTrials))
        {
            ComparedCell chosen = ComparedCell.Of(side.Cell, trial);
            ComparedCells path = isA ? new ComparedCells(chosen, data.B.Side) : new ComparedCells(data.A.Side, chosen);
            page.Element("a", Figures.Number(trial), ("href", path.Path), ("aria-current", trial == side.Run.Trial ? "true" : null), ("class", "trial")).Text(" ");
        }

        if (trials.Length > MostTrials)
        {
            page.Text(FormattableString.Invariant($"and {trials.Length - MostTrials} more"));
        }
    }

    private static string TaskOf(ComparedRun side) => $"{side.Cell.Category}/{side.Cell.Task}";

    // As much as tells the sides apart.
    private static string Name(ComparedRun side, CellComparisonData data) => data switch
    {
        { OneCell: true } => FormattableString.Invariant($"{side.Cell.Agent} × {side.Cell.Model}, trial {side.Run.Trial}"),
        _ when (data.A.Cell.Agent, data.A.Cell.Model) != (data.B.Cell.Agent, data.B.Cell.Model) => $"{side.Cell.Agent} × {side.Cell.Model}",
        _ when TaskOf(data.A) != TaskOf(data.B) => $"{side.Cell.Agent} × {side.Cell.Model}, {TaskOf(side)}",
        _ => $"{side.Cell.Agent} × {side.Cell.Model}, {side.Cell.Sweep}",
    };
}
