using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The cell page on the service, and what only the service can do.</summary>
[Trait("weight", "heavy")]
public sealed class CellPageTests(PagesFixture pages) : CellPageChecks(pages)
{
    private readonly PagesFixture pages = pages;

    [Fact]
    public async Task The_card_stands_in_a_frame_of_another_page_and_the_page_itself_does_not()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.PublishedPath);
        string iframe = (await open.Page.Locator("#embed pre").AllTextContentsAsync()).Single(text => text.StartsWith("<iframe", StringComparison.Ordinal));
        IPage other = await open.Page.Context.NewPageAsync();

        await using OtherSite withCard = await OtherSite.StartAsync(iframe, TestContext.Current.CancellationToken);
        await other.GotoAsync(withCard.Page);
        IFrameLocator card = other.FrameLocator("iframe");
        Assert.Equal("openhands × meta/llama-4-maverick-17b-128e-instruct", await card.Locator("h1").TextContentAsync());
        Assert.Contains("0.557", await card.Locator(".tiles").TextContentAsync(), StringComparison.Ordinal);

        await using OtherSite withPage = await OtherSite.StartAsync(iframe.Replace("/embed/", "/cell/", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await other.GotoAsync(withPage.Page);
        Assert.Equal(0, await other.FrameLocator("iframe").GetByText("Per-axis scores").CountAsync());
    }

    [Fact]
    public async Task The_badge_is_a_picture_on_a_page_of_another_site()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.PublishedPath);
        string html = (await open.Page.Locator("#embed pre").AllTextContentsAsync()).Single(text => text.StartsWith("<a href", StringComparison.Ordinal));
        IPage other = await open.Page.Context.NewPageAsync();

        await using OtherSite site = await OtherSite.StartAsync(html, TestContext.Current.CancellationToken);
        await other.GotoAsync(site.Page);

        Assert.True(await other.EvaluateAsync<int>("document.querySelector('img').naturalWidth") > 50);
    }

    [Fact]
    public async Task An_unknown_cell_is_a_page_that_says_so()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, "/cell/nobody/no-model/no/task");

        Assert.Equal("Not found", await open.Page.Locator("h1").TextContentAsync());
    }
}
