using System.Text;
using Tracing.Query.Assets;
using Tracing.Query.Badges;
using Tracing.Query.Export.Site;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sweeps;
using Tracing.Query.RunData;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Export;

/// <summary>Writes pages, cards, badges and the parts that they share.</summary>
/// <param name="folder">Receives them.</param>
/// <param name="plan">What the export holds.</param>
internal sealed class PageFiles(ExportFolder folder, ExportPlan plan)
{
    /// <summary>Whether the words of prompts and answers are shown.</summary>
    public bool ShowsContents { get; init; }

    // Without a mark: the page itself says that it is UTF-8.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes scripts and styles.</summary>
    /// <param name="assets">Where they come from.</param>
    public async Task AssetsAsync(EmbeddedAssets assets)
    {
        foreach (string name in assets.Names)
        {
            if (plan.Book.FileOf("/" + name) is { } file)
            {
                await folder.WriteAsync(file, "/" + name, output => output.WriteAsync(assets.Find(name)!.Bytes).AsTask());
            }
        }
    }

    /// <summary>Writes the first page and the one that tells what is left out.</summary>
    /// <param name="formats">What the export holds.</param>
    public async Task IndexAsync(ExportFormats formats)
    {
        await PageAsync("/", (output, site) => IndexPage.Write(output, site, plan.Sweep, plan.Cells));
        await PageAsync(LeftOutPage.Path, (output, site) => LeftOutPage.Write(output, site, formats));
    }

    /// <summary>Writes a page of the sweep.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="view">How it is looked at.</param>
    public Task SweepAsync(SweepPageData data, SweepView view) => PageAsync(view.PathOf(data.Sweep.Sweep), (output, site) => output.Write(SweepPage.Write(data, view, site)));

    /// <summary>Writes a cell's page.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="replay">The timeline, or null.</param>
    /// <param name="playback">The terminal, or null.</param>
    public Task CellAsync(CellPageData data, DataBlock? replay, DataBlock? playback)
    {
        string run = data.Run.RunId;
        string path = CellAddress.PathOf(data.Cell, data.Run.Trial);
        string file = plan.Book.FileOf(path)!;
        var site = new ExportedSite(plan.Book, file) { ShowsContents = ShowsContents, Files = [.. FilesOf(run, hasRecording: playback is not null)] };
        Add(site, RunDataPaths.Timeline(data.Run), replay);
        Add(site, RunDataPaths.Recording(run), playback);
        return FileAsync(file, path, output => CellPage.Write(output, data, site));
    }

    /// <summary>Writes a cell's badge and its card.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="axes">Its axes.</param>
    public async Task EmbedAsync(CellRow cell, IReadOnlyList<AxisEstimate> axes)
    {
        var badge = BadgeView.Of(cell, AxisNames.Composite, axes);
        string path = CellAddress.BadgeOf(cell);
        await FileAsync(plan.Book.FileOf(path)!, path, output => output.Write(BadgeSvg.Write(badge.Label, badge.Message, badge.Color, badge.Sentence, BadgeStyle.Flat)));
        await PageAsync(CellAddress.CardOf(cell), (output, site) => output.Write(EmbedPage.Write(cell, axes, site)));
    }

    private static void Add(ExportedSite site, string path, DataBlock? block)
    {
        if (block is not null)
        {
            site.Add(path, block);
        }
    }

    private IEnumerable<(string Name, string Path)> FilesOf(string run, bool hasRecording) =>
        from file in RunFiles.Of(run)
        where plan.Book.FileOf(file.Path) is not null && (hasRecording || file.Format != ExportFormats.Cast)
        select (Path.GetFileName(file.File), file.Path);

    private Task PageAsync(string path, Action<TextWriter, PageSite> write)
    {
        string file = plan.Book.FileOf(path)!;
        return FileAsync(file, path, output => write(output, new ExportedSite(plan.Book, file)));
    }

    private Task FileAsync(string file, string path, Action<TextWriter> write) => folder.WriteAsync(file, path, async output =>
    {
        await using var text = new StreamWriter(output, Utf8, leaveOpen: true);
        write(text);
    });
}
