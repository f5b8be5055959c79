using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The cell page as a reader sees it, wherever it stands.</summary>
/// <param name="stand">Where.</param>
public abstract class CellPageChecks(IPageStand stand)
{
    private static readonly string[] Blocks =
    [
        "Per-axis scores", "Run identity", "Timing", "Scorer breakdown", "Trace replay", "Terminal playback", "Run it yourself", "Provenance", "Embed this result",
        "Other agents on this task", "Other models with this agent", "Other tasks in this category",
    ];

    [Fact]
    public async Task The_published_run_shows_every_block_and_says_what_was_not_recorded()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.PublishedPath);
        await open.ReadyAsync("replay");

        IReadOnlyList<string> headings = await open.Page.Locator("h2").AllTextContentsAsync();
        Assert.All(Blocks, block => Assert.Contains(block, headings));
        Assert.Contains("Trace spans (5)", headings);
        Assert.Contains("No terminal recording for this run", await open.Page.Locator("#playback").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("Per-call token capture is not available for this run.", await open.Page.Locator("#model-calls").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("docker pull codingagentbench/openhands:1.7.0@sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c", await open.Page.Locator("#run-it-yourself").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("t = 0 ms / 15.57 s", await open.TimeAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_table_that_has_the_focus_is_scrolled_by_its_own_keys()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("replay");
        await open.Page.SetViewportSizeAsync(480, 900);
        await open.Page.Locator("#spans .wide").FocusAsync();

        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.UntilAsync("document.querySelector('#spans .wide').scrollLeft > 0");
        await open.Page.Keyboard.PressAsync("End");
        Assert.Equal(0, await open.ClockAsync());
        await open.Page.Keyboard.PressAsync(".");
        Assert.Equal(100, await open.ClockAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Tables_are_sorted_and_filtered()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("replay");
        ILocator spans = open.Page.Locator("#spans");
        ILocator durations = spans.Locator("tbody td:nth-child(5)");

        await spans.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Duration" }).ClickAsync();
        double[] sorted = await Values(durations);
        Assert.Equal(sorted.Order(), sorted);
        await spans.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Duration" }).ClickAsync();
        Assert.Equal(sorted.Reverse(), await Values(durations));

        await spans.GetByRole(AriaRole.Searchbox).FillAsync("verify:");
        Assert.Equal(1, await spans.Locator("tbody tr:visible").CountAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Without_script_all_that_is_text_is_there()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath, script: false);

        Assert.Contains("The replay needs JavaScript", await open.Page.Locator("#replay noscript").InnerHTMLAsync(), StringComparison.Ordinal);
        Assert.Contains("return a + b", await open.Page.Locator("#changes").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await open.Page.Locator("#model-calls tbody tr").CountAsync());
        Assert.Equal(2, await open.Page.Locator("#model-calls svg.plot").CountAsync());
    }

    [Fact]
    public async Task The_badge_is_a_picture_on_the_page()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.PublishedPath);

        await open.UntilAsync("document.querySelector('#embed img').complete");
        Assert.True(await open.Page.EvaluateAsync<int>("document.querySelector('#embed img').naturalWidth") > 0);
        Assert.Empty(open.Faults);
    }

    private static async Task<double[]> Values(ILocator cells) =>
        await cells.EvaluateAllAsync<double[]>("cells => cells.map(cell => Number(cell.dataset.value))");
}
