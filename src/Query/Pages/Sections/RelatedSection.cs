using Tracing.Query.Pages.Comparison.Cells;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Sections;

/// <summary>Where to go on from a cell: to cells that differ from it in one part alone, and to its comparison with them.</summary>
internal static class RelatedSection
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="own">The cell of the page.</param>
    /// <param name="related">Cells of its sweep that differ in one part alone.</param>
    public static void Write(HtmlWriter page, CellRow own, IReadOnlyDictionary<CellRelation, IReadOnlyList<CellRow>> related)
    {
        Links(page, "Other agents on this task", related[CellRelation.OtherAgents], cell => cell.Agent, own);
        Links(page, "Other models with this agent", related[CellRelation.OtherModels], cell => cell.Model, own);
        Links(page, "Other tasks in this category", related[CellRelation.OtherTasks], cell => cell.Task, compared: null);
    }

    // What differs in its task is another question: it is not compared run by run.
    private static void Links(HtmlWriter page, string heading, IReadOnlyList<CellRow> cells, Func<CellRow, string> name, CellRow? compared)
    {
        page.Open("section").Element("h2", heading);
        if (cells.Count == 0)
        {
            page.Element("p", "None in this sweep.", ("class", "none")).Close();
            return;
        }

        page.Open("ul", ("class", "links"));
        foreach (CellRow cell in cells)
        {
            page.Open("li").Element("a", name(cell), ("href", CellAddress.PathOf(cell)));
            if (compared is not null && new ComparedCells(ComparedCell.Of(compared), ComparedCell.Of(cell)).Path is { } path && page.Has(path))
            {
                page.Text(" · ").Element("a", "compare", ("href", path), ("aria-label", "Compare with " + name(cell)));
            }

            page.Close();
        }

        page.Close().Close();
    }
}
