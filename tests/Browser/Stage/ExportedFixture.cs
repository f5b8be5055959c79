using System.Text.Json;
using Microsoft.Playwright;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Stage;

/// <summary>The same runs exported by <c>tracing export</c>, in the same browser, from <c>file://</c>: nothing serves them.</summary>
/// <param name="pages">The browser.</param>
public sealed class ExportedFixture(PagesFixture pages) : IAsyncLifetime, IPageStand
{
    private static readonly string[] Sweeps = [StoredRuns.Sweep, StoredRuns.PublishedSweep, LongTrace.Sweep];

    private readonly TemporaryFolder folder = new();
    private readonly List<(string Of, Uri Address)> files = [];

    /// <inheritdoc/>
    public IBrowser Browser => pages.Browser;

    /// <summary>The folder of the export that holds the run.</summary>
    public string Folder => FolderOf(StoredRuns.Sweep);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await using StoredRuns runs = await StoredRuns.StartAsync(folder, guard.Token);
        await runs.SendAsync(LongTrace.Write(folder), guard.Token);
        await runs.UntilThereAsync(LongTrace.Path, [LongTrace.Told], guard.Token);
        foreach (string sweep in Sweeps)
        {
            await runs.ExportAsync(sweep, FolderOf(sweep), guard.Token);
            using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(FolderOf(sweep), "manifest.json"), guard.Token));
            files.AddRange(
                from file in manifest.RootElement.GetProperty("files").EnumerateArray()
                where file.TryGetProperty("of", out _)
                select (file.GetProperty("of").GetString()!, new Uri(Path.Join(FolderOf(sweep), file.GetProperty("path").GetString()))));
        }
    }

    /// <summary>The file of a page, whatever its sweep or trial where the path names none.</summary>
    /// <param name="path">Its path on the service.</param>
    public string AddressOf(string path) => files
        .First(file => file.Of == path || file.Of.StartsWith(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?"), StringComparison.Ordinal))
        .Address.AbsoluteUri;

    /// <inheritdoc/>
    public bool Holds(Uri address) => address.Scheme is "data" or "blob" || (address.IsFile && address.LocalPath.StartsWith(folder["export-"], StringComparison.Ordinal));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string FolderOf(string sweep) => folder["export-" + sweep];
}

/// <summary>Tests that look at the exported pages share one export.</summary>
[CollectionDefinition(Name)]
public sealed class ExportedPages : ICollectionFixture<ExportedFixture>
{
    /// <summary>The collection.</summary>
    public const string Name = "exported pages";
}
