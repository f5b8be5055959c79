using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>Comparisons as a reader sees them.</summary>
[Trait("weight", "heavy")]
public sealed class ComparisonTests(PagesFixture pages)
{
    [Fact]
    public async Task Both_timelines_are_drawn_on_one_scale_and_the_keyboard_moves_their_clock()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.ComparePath);
        await open.ReadyAsync("replay");

        Assert.Equal(2, await open.Page.Locator("#timelines canvas").CountAsync());
        Assert.Equal(
            await open.Page.EvaluateAsync<double>("Math.max(...tracingPage.timelines.lanes.map(lane => lane.timeline.duration))"),
            await open.Page.EvaluateAsync<double>("tracingPage.clock.duration"));
        await open.Page.Keyboard.PressAsync(".");
        await open.Page.Keyboard.PressAsync(".");
        await open.Page.Keyboard.PressAsync(",");
        Assert.Equal(100, await open.ClockAsync());
        await open.Page.Keyboard.PressAsync("Home");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        double first = await open.ClockAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.True(first > 0 && await open.ClockAsync() > first);
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(first, await open.ClockAsync(), 3);

        // So long that it is not at its end before the key that stops it.
        await open.Page.EvaluateAsync("tracingPage.clock.extend(600000)");
        await open.Page.Keyboard.PressAsync("Space");
        await open.UntilAsync($"tracingPage.clock.ms > {first.ToString(System.Globalization.CultureInfo.InvariantCulture)} + 50");
        await open.Page.Keyboard.PressAsync("Space");
        Assert.False(await open.Page.EvaluateAsync<bool>("tracingPage.clock.isPlaying"));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task The_sentence_on_top_leads_to_the_row_where_the_runs_part()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.ComparePath);
        string sentence = await open.Page.Locator("#parting").TextContentAsync() ?? "";

        Assert.StartsWith("They part ways at model call 1: A asks scripted-model, B asks other-model. Their tool calls differ from number 3 on.", sentence, StringComparison.Ordinal);
        await open.Page.Locator("#parting a").ClickAsync();
        await open.SaysAsync("tr:target td >> nth=0", "1");
        Assert.Contains("compared by name alone", await open.Page.Locator("#tool-calls").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await open.Page.Locator("#tool-calls tbody tr:not([class])").CountAsync());
        Assert.Equal(2, await open.Page.Locator("#tool-calls tr.only-b").CountAsync());
        Assert.Contains("only in B", await open.Page.Locator("#changes").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Without_script_all_that_is_text_is_there()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.ComparePath, script: false);

        await open.Page.Locator("#timelines summary").ClickAsync();
        Assert.True(await open.Page.Locator("#timelines tbody tr:visible").CountAsync() > 6);
        Assert.Contains("only in B", await open.Page.Locator("#tool-calls").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(5, await open.Page.Locator("#model-calls table:last-of-type tr[id]").CountAsync());
    }

    [Fact]
    public async Task A_reader_comes_from_the_sweep_to_two_models_and_on_to_their_runs()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.SweepPath + "?by=task-model");

        await open.Page.Locator("nav[aria-label='Compare columns'] a").First.ClickAsync();
        await open.SaysAsync("h1", "other-model against scripted-model");
        await open.Page.Locator("#tasks tbody a").First.ClickAsync();
        await open.SaysAsync("h1", "command × other-model against command × scripted-model");
        await open.ReadyAsync("replay");
        Assert.Empty(open.Faults);
    }
    [Fact]
    public async Task Names_in_a_sweeps_plots_lie_beside_each_other_and_buttons_beside_what_they_copy()
    {
        await using OpenPage open = await OpenPage.OfAsync(pages, PagesFixture.SweepPath);

        Assert.Equal(2, await open.Page.Locator(".scatter").First.Locator("text:not(.tick)").CountAsync());
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("""
            [...document.querySelectorAll('.scatter')].map(plot => [...plot.querySelectorAll('text:not(.tick)')].map(text => text.getBBox())).flatMap(boxes =>
              boxes.filter((a, i) => boxes.some((b, j) => j > i && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height))).length
            """));

        await open.Page.GotoAsync(pages.AddressOf("/"));
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("""
            [...document.querySelectorAll('.copyable')].filter(block => {
              const words = document.createRange();
              words.selectNodeContents(block.querySelector('pre code') ?? block.querySelector('pre'));
              const button = block.querySelector('.copy').getBoundingClientRect();
              return [...words.getClientRects()].some(line => line.right > button.left && line.bottom > button.top && line.top < button.bottom);
            }).length
            """));
        Assert.NotEqual(0, await open.Page.Locator(".copyable .copy").CountAsync());
        Assert.Empty(open.Faults);
    }
}
