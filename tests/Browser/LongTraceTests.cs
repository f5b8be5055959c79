using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>The long run's page on the service.</summary>
[Trait("weight", "heavy")]
public sealed class LongTraceTests(PagesFixture pages) : LongTraceChecks(pages)
{
    private readonly PagesFixture pages = pages;

    protected override bool CanAsk => true;

    protected override async Task PrepareAsync()
    {
        using var folder = new TemporaryFolder();
        await pages.SendAsync(LongTrace.Write(folder), TestContext.Current.CancellationToken);
        await pages.UntilThereAsync(LongTrace.Path, [LongTrace.Told], TestContext.Current.CancellationToken);
    }
}
