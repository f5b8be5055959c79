using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>Search and gallery as a reader uses them.</summary>
[Trait("weight", "heavy")]
public sealed class FindingTests(PagesFixture pages)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_form_is_filled_by_keyboard_and_finds_a_run_with_and_without_script(bool script)
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, "/search", script: script);

        await open.Page.GetByLabel("Model").FocusAsync();
        await open.Page.Keyboard.TypeAsync("other-model");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.AddressAsync(@"/search\?.*model=other-model");

        Assert.Equal("other-model", await open.Page.GetByLabel("Model").InputValueAsync());
        Assert.Contains("1 of 1 shown", await open.Page.Locator("#results").TextContentAsync(), StringComparison.Ordinal);
        await open.Page.Locator("#results tbody a").ClickAsync();
        await open.SaysAsync("h1", "command × other-model");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task The_box_of_the_first_page_finds_a_text()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, "/");

        await open.Page.Locator(".search-box input").FillAsync("scripted");
        await open.Page.Locator(".search-box button").ClickAsync();
        await open.AddressAsync(@"/search\?q=scripted$");

        Assert.Contains("scripted-model", await open.Page.Locator("#results").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_card_of_the_gallery_shows_the_end_of_its_recording_and_opens_it()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.GalleryPath);

        Assert.Equal(2, await open.Page.Locator(".gallery li").CountAsync());
        ILocator card = open.Page.Locator(".gallery li", new PageLocatorOptions { HasText = "scripted-model" });
        Assert.Contains("It adds now.", await card.Locator(".still").TextContentAsync(), StringComparison.Ordinal);
        await card.GetByRole(AriaRole.Link).ClickAsync();
        await open.ReadyAsync("playback");
        Assert.EndsWith("#playback", open.Page.Url, StringComparison.Ordinal);
        Assert.Empty(open.Faults);
    }
}
