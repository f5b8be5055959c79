using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>The service's pages by the rules of axe-core.</summary>
[Trait("weight", "heavy")]
public sealed class AccessibilityTests(PagesFixture pages) : AccessibilityChecks(pages)
{
    private readonly PagesFixture pages = pages;

    public static TheoryData<string, ColorScheme> OfTheServiceAlone => new()
    {
        { PagesFixture.ComparePath, ColorScheme.Light },
        { PagesFixture.ComparePath, ColorScheme.Dark },
        { PagesFixture.ModelsPath, ColorScheme.Light },
        { PagesFixture.ModelsPath, ColorScheme.Dark },
        { PagesFixture.SearchPath, ColorScheme.Light },
        { PagesFixture.SearchPath, ColorScheme.Dark },
        { PagesFixture.GalleryPath, ColorScheme.Light },
        { PagesFixture.GalleryPath, ColorScheme.Dark },
        { PagesFixture.PublishedPath.Replace("/cell/", "/embed/", StringComparison.Ordinal), ColorScheme.Light },
        { PagesFixture.PublishedPath.Replace("/cell/", "/embed/", StringComparison.Ordinal), ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(OfTheServiceAlone))]
    public Task No_rule_is_broken_seriously_where_a_server_answers(string path, ColorScheme scheme) => CheckAsync(path, scheme);

    [Fact]
    public async Task Nor_on_the_page_of_a_run_that_goes_on()
    {
        const string Resource = """{"attributes":[{"key":"bench.run.id","value":{"stringValue":"unfinished"}},{"key":"bench.cell.id","value":{"stringValue":"open/agent/model/task/unfinished"}}]}""";
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["spans.json"],
            $$$"""{"resourceSpans":[{"resource":{{{Resource}}},"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80aaaa","spanId":"00000000000000aa","name":"prepare","kind":1,"startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000001000000000","attributes":[{"key":"bench.span.kind","value":{"stringValue":"task_setup"}}]}]}]}]}""",
            Cancellation);
        await File.WriteAllTextAsync(
            folder["logs.json"],
            $$$"""{"resourceLogs":[{"resource":{{{Resource}}},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1790000000000000000","eventName":"bench.run.state","attributes":[{"key":"bench.run.state","value":{"stringValue":"running"}}]}]}]}]}""",
            Cancellation);
        await pages.SendAsync([folder["spans.json"], folder["logs.json"]], Cancellation);
        await pages.UntilThereAsync("/cell/agent/model/task/unfinished", ["has not ended", "Trace spans (1)"], Cancellation);

        await CheckAsync("/cell/agent/model/task/unfinished", ColorScheme.Light);
        await CheckAsync("/cell/agent/model/task/unfinished", ColorScheme.Dark);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nor_on_that_of_a_long_run(ColorScheme scheme)
    {
        await LongTrace.SendAsync(pages, Cancellation);

        await CheckAsync(LongTrace.Path, scheme);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
