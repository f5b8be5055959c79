using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>What moves on the cell page, by one clock, wherever the page stands.</summary>
/// <param name="stand">Where.</param>
public abstract class MotionChecks(IPageStand stand)
{
    [Fact]
    public async Task The_keyboard_plays_steps_and_moves()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.PublishedPath);
        await open.ReadyAsync("replay");
        ILocator span = open.Page.Locator(".replay-span");
        Assert.Contains("adapter_run", await span.TextContentAsync(), StringComparison.Ordinal);

        await open.Page.Keyboard.PressAsync("ArrowRight");
        string second = await span.TextContentAsync() ?? "";
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.NotEqual(second, await span.TextContentAsync());
        await open.Page.Keyboard.PressAsync("Home");
        await open.Page.Keyboard.PressAsync(".");
        await open.Page.Keyboard.PressAsync(".");
        Assert.Equal(200, await open.ClockAsync());
        await open.Page.Keyboard.PressAsync(",");
        Assert.Equal(100, await open.ClockAsync());

        await open.Page.Keyboard.PressAsync("Space");
        await open.UntilAsync("tracingPage.clock.ms > 300");
        await open.Page.Keyboard.PressAsync("Space");
        double stopped = await open.ClockAsync();
        await open.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.Equal(stopped, await open.ClockAsync());
        await open.Page.Keyboard.PressAsync("End");
        Assert.Equal("t = 15.57 s / 15.57 s", await open.TimeAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_click_on_a_span_chooses_it_and_moves_the_clock()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("replay");
        await open.Page.Locator(".replay-canvas").ScrollIntoViewIfNeededAsync();

        // Lines of 20 pixels under an axis of 18: the third is the agent itself, under the run and its setup.
        await open.Page.Locator(".replay-canvas").ClickAsync(new LocatorClickOptions { Position = new Position { X = 300, Y = 18 + 50 } });

        Assert.Contains("container", await open.Page.Locator(".replay-span").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("process.command_args", await open.Page.Locator(".replay-attributes").TextContentAsync(), StringComparison.Ordinal);
        Assert.True(await open.ClockAsync() > 0);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task The_view_is_moved_by_keys_and_by_the_map_and_the_critical_path_is_told()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.PublishedPath);
        await open.ReadyAsync("replay");
        Assert.EndsWith("critical pathyes", await open.Page.Locator(".replay-span").TextContentAsync(), StringComparison.Ordinal);

        for (int i = 0; i < 4; i++)
        {
            await open.Page.Keyboard.PressAsync("+");
        }

        double[] before = await ViewAsync(open);
        await open.Page.Keyboard.PressAsync("Shift+ArrowRight");
        double[] right = await ViewAsync(open);
        Assert.True(right[0] > before[0]);
        Assert.Equal(before[1] - before[0], right[1] - right[0], 1e-6);
        await open.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        Assert.Equal(before[0], (await ViewAsync(open))[0], 1e-6);
        Assert.Equal(0, await open.ClockAsync());

        LocatorBoundingBoxResult map = (await open.Page.Locator(".replay-map").BoundingBoxAsync())!;
        await open.Page.Locator(".replay-map").ClickAsync(new LocatorClickOptions { Position = new Position { X = map.Width * 0.7f, Y = map.Height / 2 } });
        double[] shown = await ViewAsync(open);
        double there = 0.7 * await open.Page.EvaluateAsync<double>("tracingPage.clock.duration");
        Assert.InRange((shown[0] + shown[1]) / 2, there * 0.98, there * 1.02);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Terminal_and_replay_move_together()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("playback");
        await open.Page.Keyboard.PressAsync("End");
        await open.UntilAsync("document.querySelector('.terminal').innerText.includes('It adds now')");

        await open.Page.Keyboard.PressAsync("Home");
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        await open.UntilAsync("!document.querySelector('.terminal').innerText.includes('It adds now')");
        foreach (string speed in (string[])["1", "2"])
        {
            await open.Page.Locator("#replay .replay-speed").SelectOptionAsync(speed);
            await FromItsBeginningAsync(open);
            Assert.InRange(await ApartAsync(open, "document.querySelector('#replay .replay-play').click()"), 0, 50);
            await open.UntilAsync("tracingPage.clock.ms >= tracingPage.clock.duration");
        }

        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        await open.UntilAsync("document.querySelector('.terminal').innerText.includes('It adds now')");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Keys_in_the_terminal_move_the_one_clock_and_nothing_twice()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("playback");
        await FromItsBeginningAsync(open);
        await open.Page.Locator(".terminal pre").FocusAsync();

        // So long that it is not at its end before the key that stops it.
        await open.Page.EvaluateAsync("tracingPage.clock.extend(600000)");
        await open.Page.Keyboard.PressAsync("Space");
        Assert.True(await open.Page.EvaluateAsync<bool>("tracingPage.clock.isPlaying"));
        Assert.InRange(await ApartAsync(open), 0, 50);
        await FromItsBeginningAsync(open);
        await open.Page.Keyboard.PressAsync("Space");
        Assert.False(await open.Page.EvaluateAsync<bool>("tracingPage.clock.isPlaying"));
        double stopped = await open.ClockAsync();
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        await open.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.Equal((stopped, true), (await open.ClockAsync(), await open.Page.EvaluateAsync<bool>("tracingPage.playback.apart().then(ms => ms <= 50)")));

        string before = await open.Page.Locator(".replay-span").TextContentAsync() ?? "";
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(before, await open.Page.Locator(".replay-span").TextContentAsync());
        Assert.NotEqual(stopped, await open.ClockAsync());
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Marks_under_the_terminal_say_what_the_run_did_and_lead_there()
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, PagesFixture.RunPath);
        await open.ReadyAsync("playback");
        string[] kinds = await open.Page.Locator("#spans tbody td:nth-child(2)").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.textContent)");
        string[] marked = [.. kinds.Where(kind => kind is "model_call" or "tool_call" or "verify")];
        ILocator marks = open.Page.Locator(".terminal-marks i");

        Assert.Contains("verify", marked);
        Assert.Equal(marked.Order(), (await marks.EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.title.split(':')[0])")).Order());
        await marks.First.ScrollIntoViewIfNeededAsync();

        // One that no other covers.
        int free = await marks.EvaluateAllAsync<int>("""
            marks => marks.findLastIndex(mark => {
              const box = mark.getBoundingClientRect();
              return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === mark;
            })
            """);
        string title = await marks.Nth(free).GetAttributeAsync("title") ?? "";
        await marks.Nth(free).ClickAsync();

        string told = await open.Page.Locator(".replay-span").TextContentAsync() ?? "";
        Assert.Contains(title.Split(':')[0], told, StringComparison.Ordinal);
        Assert.StartsWith("t = " + title.Split('+')[^1], await open.TimeAsync(), StringComparison.Ordinal);
        Assert.True(await open.ClockAsync() > 0);
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        Assert.Empty(open.Faults);
    }

    // At rest where the recording begins.
    private static async Task FromItsBeginningAsync(OpenPage open)
    {
        await open.Page.EvaluateAsync("tracingPage.clock.seek(tracingPage.playback.offsetMs)");
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
    }

    // Milliseconds between terminal and clock, seen at each frame of up to a second of the clock that plays: the median.
    private static Task<double> ApartAsync(OpenPage open, string begin = "") => open.Page.EvaluateAsync<double>($$"""
        new Promise(done => {
          const { clock, playback } = tracingPage;
          {{begin}};
          const until = clock.ms + 1000;
          const seen = [];
          const look = async () => {
            if (!clock.isPlaying || clock.ms >= until) return done(seen.sort((a, b) => a - b)[seen.length >> 1]);
            seen.push(await playback.apart());
            requestAnimationFrame(look);
          };
          look();
        })
        """);

    private static Task<double[]> ViewAsync(OpenPage open) => open.Page.EvaluateAsync<double[]>("[tracingPage.replay.view.from, tracingPage.replay.view.to]");
}
