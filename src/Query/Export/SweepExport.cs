using System.Text.Json;
using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Assets;
using Tracing.Query.Execution;
using Tracing.Query.Export.Site;
using Tracing.Query.Loading;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Sweeps;
using Tracing.Query.RunData;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Export;

/// <summary>
/// Writes a sweep as a folder of files: the pages, to be read without a server, and the records of each run for programs. One cell after the other: what is in
/// memory is the names of all, and the contents of one.
/// </summary>
public sealed class SweepExport
{
    private const int NamesOfSweeps = 1_000;

    private readonly StoreAnswers _answers;
    private readonly CellPageReader _cells;
    private readonly SweepPageReader _sweeps;
    private readonly EmbeddedAssets _assets = new();
    private readonly bool _showsContents;

    /// <summary>Makes the exporter.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">Prices and bounds of the pages.</param>
    public SweepExport(ClickHouseStore store, QueryOptions options)
    {
        _showsContents = options.ShowContents;

        // A service bounds what one request may take; here nobody else waits.
        RequestLimits limits = options.Limits with { MaxListItems = Math.Max(options.Limits.MaxListItems, 1_000_000) };
        _answers = new StoreAnswers(store, limits);
        _cells = new CellPageReader(_answers, new CellQuestions(_answers, limits));
        _sweeps = new SweepPageReader(_answers, new StatisticsQuestions(new AxisReader(_answers), PriceTableFile.Read(options.Prices), limits), limits);
    }

    /// <summary>The sweep of this name where there is one, else the newest: what may have been meant.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async Task<IReadOnlyList<string>> SweepsAsync(string name, CancellationToken cancellation)
    {
        IReadOnlyList<SweepRow> named = await _answers.AskAsync(new SweepsById([name]), cancellation);
        return [.. (named.Count > 0 ? named : await _answers.AskAsync(new SweepsPage(Limit: NamesOfSweeps), cancellation)).Select(sweep => sweep.Sweep)];
    }

    /// <summary>Exports a sweep.</summary>
    /// <param name="order">What, and where to.</param>
    /// <param name="progress">Is told of each cell.</param>
    /// <param name="cancellation">Stops; nothing is left then.</param>
    /// <returns>What the export holds.</returns>
    /// <exception cref="ExportException">The folder may not be written.</exception>
    /// <exception cref="QueryError">No such sweep, or the store does not answer.</exception>
    public async Task<ExportProgress> RunAsync(ExportOrder order, IProgress<ExportProgress> progress, CancellationToken cancellation)
    {
        ExportPlan plan = await ExportPlan.OfAsync(order, _answers, _assets, cancellation);
        using ExportFolder folder = ExportFolder.Begin(order.Directory, order.Replace);
        var pages = new PageFiles(folder, plan) { ShowsContents = _showsContents };
        bool withPages = order.Formats.HasFlag(ExportFormats.Pages);
        if (withPages)
        {
            await pages.AssetsAsync(_assets);
            await pages.IndexAsync(order.Formats);
            await foreach ((SweepView view, SweepPageData data) in _sweeps.ReadAsync(order.Sweep, plan.Views, cancellation))
            {
                await pages.SweepAsync(data, view);
            }
        }

        var runs = new RunFiles(_answers, folder, plan.Book);
        int done = 0;
        int written = 0;
        foreach (ExportedCell cell in plan.Cells)
        {
            written += await RunsAsync(cell, runs, cancellation);
            if (withPages)
            {
                await PagesAsync(cell, pages, folder, cancellation);
            }

            done++;
            progress.Report(new ExportProgress(done, plan.Cells.Count, written, folder.Files, folder.Bytes));
        }

        await folder.CompleteAsync(order.Sweep, order.Replace, cancellation);
        return new ExportProgress(done, plan.Cells.Count, written, folder.Files + 1, folder.Bytes);
    }

    private async Task<int> RunsAsync(ExportedCell cell, RunFiles files, CancellationToken cancellation)
    {
        foreach (string id in cell.Runs)
        {
            RunRow run = await _answers.AskAsync(new RunsById([id]), cancellation) is [{ } found] ? found : throw QueryError.NotFound("run", id);
            await files.WriteAsync(run, cancellation);
        }

        return cell.Runs.Count;
    }

    private async Task PagesAsync(ExportedCell cell, PageFiles pages, ExportFolder folder, CancellationToken cancellation)
    {
        CellId id = cell.Id;
        var address = new CellAddress(id.Agent, id.Model, id.Category, id.Task);
        foreach (uint trial in cell.Trials)
        {
            CellPageData data = await _cells.ReadAsync(address, id.Sweep, trial, cancellation);
            await PageAsync(data, pages, folder, cancellation);
            if (trial == cell.Shown)
            {
                await pages.EmbedAsync(data.Cell, data.Axes);
            }
        }
    }

    private async Task PageAsync(CellPageData data, PageFiles pages, ExportFolder folder, CancellationToken cancellation)
    {
        IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans = await new TimelineReader(_answers).ReadAsync(data.Run.RunId, cancellation);
        DataBlock? replay = spans.Count == 0 ? null : new DataBlock("replay-data", output => output.Write(TimelineText(spans)));
        if (RecordingType.Of(data.Facts.Artifacts) is not { } recording)
        {
            await pages.CellAsync(data, replay, playback: null);
            return;
        }

        await using FileStream cast = folder.Scratch();
        await new ArtifactReader(_answers).CopyAsync(recording, cast, cancellation);
        await pages.CellAsync(data, replay, new DataBlock("recording-data", output => JsonText.Write(cast, output)));
    }

    private static string TimelineText(IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            TimelineJson.Write(json, spans);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
