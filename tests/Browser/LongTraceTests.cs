using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The long run's page on the service.</summary>
[Trait("weight", "heavy")]
public sealed class LongTraceTests(PagesFixture pages) : LongTraceChecks(pages)
{
    private readonly PagesFixture pages = pages;

    protected override bool CanAsk => true;

    protected override Task PrepareAsync() => LongTrace.SendAsync(pages, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_name_of_a_span_that_stands_deep_can_be_read()
    {
        await DeepTrace.SendAsync(pages, TestContext.Current.CancellationToken);
        await using OpenPage open = await OpenPage.OfAsync(pages, DeepTrace.Path);
        await open.ReadyAsync("replay");
        await open.Page.EvaluateAsync("document.querySelector('.replay-rows').scrollTop = 1e9");

        string[] names = await open.Page.EvaluateAsync<string[]>("""
            (() => {
              const surface = tracingPage.replay.surface;
              const written = [];
              surface.context.fillText = (text, x) => { if (x < surface.width / 2) written.push(text); };
              tracingPage.replay.draw();
              delete surface.context.fillText;
              return written;
            })()
            """);
        Assert.Contains(DeepTrace.Deepest, names);
        Assert.Empty(open.Faults);
    }
}
