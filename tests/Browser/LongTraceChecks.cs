using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>A run of 50,000 spans, wherever its page stands.</summary>
/// <param name="stand">Where.</param>
public abstract class LongTraceChecks(IPageStand stand)
{
    // What cannot be seen is written out.
    private const string HostileName = @"<img src=x onerror=alert(1)></script><!--\u{202E}\u{001B}[31m";

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
        string told = await open.Page.Locator(".replay-span").TextContentAsync() ?? "";
        Assert.Contains(HostileName, told, StringComparison.Ordinal);
        Assert.Contains("duration0.9 ms", told, StringComparison.Ordinal);

        // The table: all of them, of which those in sight are elements.
        ILocator table = open.Page.Locator("#spans table");
        Assert.Equal("50001", await table.GetAttributeAsync("aria-rowcount"));
        await open.Page.EvaluateAsync("document.querySelector('#spans .virtual').scrollTop = 1e9");
        await open.UntilAsync("document.querySelector('#spans tr[aria-rowindex=\"50001\"]') !== null");
        Assert.True(await table.Locator("tr").CountAsync() < 100);
        await open.Page.Locator("#spans").GetByRole(AriaRole.Searchbox).FillAsync("onerror");
        await open.UntilAsync("document.querySelector('#spans [role=status]').textContent.includes('10 of 50000')");
        Assert.Contains(HostileName, await table.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains(HostileName, await table.Locator("tbody button").Last.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', await open.Page.Locator("main").InnerHTMLAsync());
        await table.Locator("tbody button").Last.ClickAsync();
        await open.UntilAsync("tracingPage.clock.ms === 45001");
        if (CanAsk)
        {
            await open.UntilAsync("document.querySelector('.replay-attributes').textContent.includes('bench.span.kind')");
        }

        Assert.Equal(0, await open.Page.Locator("#spans img, #replay img").CountAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Ticks_of_its_axis_differ_however_far_it_is_zoomed()
    {
        await PrepareAsync();
        await using OpenPage open = await OpenPage.OfAsync(stand, LongTrace.Path);
        await open.ReadyAsync("replay");
        await open.Page.EvaluateAsync("tracingPage.clock.seek(5000)");
        for (int i = 0; i < 40; i++)
        {
            await open.Page.Keyboard.PressAsync("+");
        }

        // Texts on the axis, which stands above the lines.
        string[] ticks = await open.Page.EvaluateAsync<string[]>("""
            (() => {
              const surface = tracingPage.replay.surface.context;
              const written = [];
              surface.fillText = (text, x, y) => { if (y === 9) written.push(text); };
              tracingPage.replay.draw();
              delete surface.fillText;
              return written;
            })()
            """);
        Assert.True(ticks.Length > 2, string.Join(", ", ticks));
        Assert.Equal(ticks.Distinct(), ticks);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Printed_it_takes_no_more_room_than_on_the_screen()
    {
        await PrepareAsync();
        await using OpenPage open = await OpenPage.OfAsync(stand, LongTrace.Path);
        await open.ReadyAsync("replay");
        await open.UntilAsync("document.querySelector('#spans .virtual tbody button') !== null");
        int onScreen = await open.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");

        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.InRange(await open.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1, onScreen + 3 * 900);
        Assert.Empty(open.Faults);
    }
}
