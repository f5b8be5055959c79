using Tracing.Query.Assets;
using Tracing.Query.Execution;
using Tracing.Query.Export.Site;
using Tracing.Query.Loading;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Sweeps;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Export;

/// <summary>What an export will hold, decided before the first file is written, so that a link can only lead to a file that comes.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Views">The ways to look at it.</param>
/// <param name="Book">The file of every address.</param>
internal sealed record ExportPlan(SweepRow Sweep, IReadOnlyList<ExportedCell> Cells, IReadOnlyList<SweepView> Views, AddressBook Book)
{
    private const int CellsOfPage = 100;
    private const int MostRuns = 1_000_000;

    /// <summary>The file of a way to look at the sweep.</summary>
    /// <param name="view">The view.</param>
    public static string FileOf(SweepView view) => $"sweep/{view.Axis}.{view.By}.html";

    /// <summary>Plans an export.</summary>
    /// <param name="order">What is to be exported.</param>
    /// <param name="answers">The store.</param>
    /// <param name="assets">The pages' own parts.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such sweep, or the store does not answer.</exception>
    public static async Task<ExportPlan> OfAsync(ExportOrder order, StoreAnswers answers, EmbeddedAssets assets, CancellationToken cancellation)
    {
        SweepRow sweep = await answers.AskAsync(new SweepsById([order.Sweep]), cancellation) is [{ } found] ? found : throw QueryError.NotFound("sweep", order.Sweep);
        SweepView[] views = [.. AxisNames.All.SelectMany(axis => SweepView.Shapes.Select(shape => new SweepView(axis, shape.Rows, shape.Columns)))];
        var plan = new ExportPlan(sweep, await CellsAsync(order.Sweep, answers, cancellation), views, new AddressBook());
        if (order.Formats.HasFlag(ExportFormats.Pages))
        {
            plan.AddPages(assets);
        }

        foreach (string run in plan.Cells.SelectMany(cell => cell.Runs))
        {
            plan.AddRun(run, order.Formats);
        }

        return plan;
    }

    private static async Task<List<ExportedCell>> CellsAsync(string sweep, StoreAnswers answers, CancellationToken cancellation)
    {
        List<ExportedCell> cells = [];
        var filter = new CellFilter { Sweeps = [sweep] };
        CellKey? after = null;
        while (await answers.AskAsync(new CellsPage(filter, CellOrder.Id, after, CellsOfPage), cancellation) is { Count: > 0 } page)
        {
            foreach (CellRow cell in page)
            {
                IReadOnlyList<RunRow> runs = cell.AllRuns ?? await answers.AskAsync(new RunsOfCells([cell.CellId], MostRuns), cancellation);
                if (CellPageReader.Shown(cell, runs, trial: null) is { } shown)
                {
                    var id = new CellId(cell.Sweep, cell.Agent, cell.Model, cell.Category, cell.Task);
                    cells.Add(new ExportedCell(id, shown.Trial, [.. runs.Select(run => run.Trial).Distinct()], [.. runs.Select(run => run.RunId)]));
                }
            }

            after = CellKey.Of(page[^1]);
        }

        return cells;
    }

    private void AddPages(EmbeddedAssets assets)
    {
        foreach (string asset in assets.Names.Where(name => name.StartsWith("scripts/", StringComparison.Ordinal) || name.StartsWith("styles/", StringComparison.Ordinal)))
        {
            Book.Add("assets/" + Path.GetFileName(asset), "/" + asset);
        }

        Book.Add("index.html", "/");
        Book.Add(LeftOutPage.File, LeftOutPage.Path);
        foreach (SweepView view in Views)
        {
            Book.Add(FileOf(view), view.PathOf(Sweep.Sweep));
        }

        foreach (ExportedCell cell in Cells)
        {
            foreach (uint trial in cell.Trials)
            {
                string path = CellAddress.PathOf(cell.Id, trial);
                Book.Add(cell.Page(trial), trial == cell.Shown ? [CellAddress.PathOf(cell.Id), path] : [path]);
            }

            Book.Add(cell.Badge, CellAddress.BadgeOf(cell.Id));
            Book.Add(cell.Card, CellAddress.CardOf(cell.Id));
        }
    }

    private void AddRun(string run, ExportFormats formats)
    {
        foreach ((ExportFormats format, string file, string path) in RunFiles.Of(run))
        {
            if (formats.HasFlag(format))
            {
                Book.Add(file, path);
            }
        }
    }
}
