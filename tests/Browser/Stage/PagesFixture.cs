using Microsoft.Playwright;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Stage;

/// <summary>The pages on the service, and a real Chromium.</summary>
public sealed class PagesFixture : IAsyncLifetime, IPageStand
{
    private readonly TemporaryFolder folder = new();
    private StoredRuns? runs;
    private IPlaywright? playwright;

    /// <summary>Path of the page of a run that <c>tracing run</c> made.</summary>
    public static string RunPath => StoredRuns.RunPath;

    /// <summary>Path of the page of the published run.</summary>
    public static string PublishedPath => StoredRuns.PublishedPath;

    /// <summary>Path of the page of the sweep that holds the run.</summary>
    public static string SweepPath => $"/sweep/{StoredRuns.Sweep}";

    /// <summary>Path of the page that compares the run with one of another model, which goes another way.</summary>
    public static string ComparePath => $"/compare?a=command/scripted-model/mutations/add&b=command/other-model/mutations/add&sweep={StoredRuns.Sweep}";

    /// <summary>Path of the page that compares the two models over their tasks.</summary>
    public static string ModelsPath => $"/compare?models=scripted-model,other-model&sweep={StoredRuns.Sweep}";

    /// <summary>Path of a search that finds both runs.</summary>
    public static string SearchPath => $"/search?agent=command&sweep={StoredRuns.Sweep}";

    /// <summary>Path of the gallery with the recordings of both runs.</summary>
    public static string GalleryPath => $"/gallery?sweep={StoredRuns.Sweep}";

    /// <summary>The service.</summary>
    public Uri Query => runs!.Query;

    /// <inheritdoc/>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc/>
    public string AddressOf(string path) => Served.AddressOf(path);

    /// <inheritdoc/>
    public bool Holds(Uri address) => Served.Holds(address);

    private ServedPages Served => new(Browser, Query);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        runs = await StoredRuns.StartAsync(folder, guard.Token);
        await runs.RunAsync("other-model", OtherWay.Script, guard.Token);
        await runs.UntilThereAsync(RunPath.Replace("scripted-model", "other-model", StringComparison.Ordinal), StoredRuns.Whole, guard.Token);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Sends files of OTLP/JSON.</summary>
    public Task SendAsync(IEnumerable<string> files, CancellationToken cancellation) => runs!.SendAsync(files, cancellation);

    /// <summary>Waits until a page is there and holds texts: what was acknowledged is seen a moment later, spans and log records each in their own.</summary>
    public Task UntilThereAsync(string path, IReadOnlyList<string> texts, CancellationToken cancellation) => StoredRuns.UntilThereAsync(Query, path, texts, cancellation);

    /// <summary>The same for another service.</summary>
    public static Task UntilThereAsync(Uri service, string path, IReadOnlyList<string> texts, CancellationToken cancellation) => StoredRuns.UntilThereAsync(service, path, texts, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (runs is not null)
        {
            await runs.DisposeAsync();
        }

        folder.Dispose();
    }
}
