using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>A run of 50,000 spans, wherever its page stands.</summary>
/// <param name="stand">Where.</param>
public abstract class LongTraceChecks(IPageStand stand)
{
    /// <summary>Makes sure that the run is there.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>Whether attributes that the page itself does not hold can be asked for.</summary>
    protected abstract bool CanAsk { get; }

    [Fact]
    public async Task It_is_drawn_folded_and_whole_and_hostile_names_are_text()
    {
        await PrepareAsync();
        await using OpenPage open = await OpenPage.OfAsync(stand, LongTrace.Path);
        await open.ReadyAsync("replay");
        int folded = await open.Page.EvaluateAsync<int>("tracingPage.replay.rows.length");
        await open.Page.Locator(".replay-fold").ClickAsync();

        Assert.True(folded < 100, $"{folded} lines");
        Assert.Equal(LongTrace.Spans, await open.Page.EvaluateAsync<int>("tracingPage.replay.rows.length"));
        Assert.True(await open.Page.EvaluateAsync<double>("tracingPage.replay.draw()") >= 0);
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Contains("<img src=x onerror=alert(1)></script><!--", await open.Page.Locator(".replay-span").TextContentAsync(), StringComparison.Ordinal);

        // The table: all of them, of which those in sight are elements.
        ILocator table = open.Page.Locator("#spans table");
        Assert.Equal("50001", await table.GetAttributeAsync("aria-rowcount"));
        await open.Page.EvaluateAsync("document.querySelector('#spans .virtual').scrollTop = 1e9");
        await open.UntilAsync("document.querySelector('#spans tr[aria-rowindex=\"50001\"]') !== null");
        Assert.True(await table.Locator("tr").CountAsync() < 100);
        await open.Page.Locator("#spans").GetByRole(AriaRole.Searchbox).FillAsync("onerror");
        await open.UntilAsync("document.querySelector('#spans [role=status]').textContent.includes('10 of 50000')");
        await table.Locator("tbody button").Last.ClickAsync();
        await open.UntilAsync("tracingPage.clock.ms === 45001");
        if (CanAsk)
        {
            await open.UntilAsync("document.querySelector('.replay-attributes').textContent.includes('bench.span.kind')");
        }

        Assert.Equal(0, await open.Page.Locator("#spans img, #replay img").CountAsync());
        Assert.Empty(open.Faults);
    }
}
