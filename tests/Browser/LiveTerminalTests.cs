using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>The terminal of a run that still runs, of which no whole recording came, or of which there are no spans.</summary>
[Trait("weight", "heavy")]
public sealed class LiveTerminalTests(PagesFixture pages) : IDisposable
{
    private const long Start = 1_790_000_000_000_000_000;
    private const string Header = "{\"version\":3,\"term\":{\"cols\":80,\"rows\":10},\"timestamp\":1790000000}\n";

    private const string MovesReplay = "#replay :is(button, input, select, canvas):visible";

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private int files;

    public void Dispose()
    {
        folder.Dispose();
        guard.Dispose();
    }

    [Fact]
    public async Task It_is_seen_while_it_is_recorded_and_the_whole_recording_takes_over_without_a_reload()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await SendAsync("runs", [Span("aa", "task_setup", 0, 500)], [State("running"), Piece("recording_live", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n")]);
        await pages.UntilThereAsync(Path("runs"), ["this is as far as it has come", "Trace spans (1)"], guard.Token);
        await using OpenPage open = await OpenPage.OfAsync(pages, Path("runs"));
        await open.ReadyAsync("playback");
        await open.UntilAsync(Shows("first words"));
        await open.Page.EvaluateAsync("window.neverLoadedAgain = true");
        Assert.Equal(1_500, await open.ClockAsync(), 1.0);

        await SendAsync("runs", [], [Piece("recording_live", 1, "[2.0,\"o\",\"second words\\r\\n\"]\n")]);
        await open.UntilAsync(Shows("second words"));
        Assert.Equal(3_500, await open.ClockAsync(), 1.0);
        await ScreenshotsAsync(open);

        await open.Page.EvaluateAsync("tracingPage.clock.seek(1600)");
        await open.UntilAsync("!" + Shows("second words"));
        await SendAsync("runs", [], [Piece("recording_live", 2, "[3.0,\"o\",\"third words\\r\\n\"]\n")]);
        await open.UntilAsync("Math.abs(tracingPage.clock.duration - 6500) < 1");
        Assert.Equal((1_600, true, 1), (await open.ClockAsync(), await open.Page.EvaluateAsync<bool>($"{Shows("first words")} && !{Shows("second words")}"), await open.Page.Locator(".terminal > div").CountAsync()));
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        await open.Page.Locator(".replay-scrubber").FocusAsync();
        await open.Page.Keyboard.PressAsync("End");
        await open.UntilAsync(Shows("third words"));

        await SendAsync("runs", [], [Piece("recording", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n[5.5,\"o\",\"last words\\r\\n\"]\n[0.5,\"x\",\"0\"]\n", isLast: true)]);
        await open.UntilAsync(Shows("last words"));
        Assert.Equal(7_500, await open.ClockAsync(), 1.0);
        await SendAsync("runs", [Span("bb", "container", 1_100, 7_600, Number("bench.recording.start_unix_nano", Start + 1_100_000_000)), Span("cc", "adapter_run", 0, 9_000), Span("dd", "tool_call", 4_300, 5_000)], [State("finished", at: 9_000)]);
        await open.UntilAsync("document.getElementById('live').textContent === 'The run has ended.'");

        await open.UntilAsync("Math.abs(tracingPage.clock.ms - 9000) < 1");
        await open.UntilAsync("document.querySelectorAll('[data-live]').length === 0 && document.querySelectorAll('.terminal-marks i').length === 1");
        await open.Page.Locator(".terminal-marks i").ClickAsync();
        Assert.Equal(4_300, await open.ClockAsync(), 1.0);
        await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        Assert.False(await open.Page.EvaluateAsync<bool>(Shows("third words")));
        Assert.Equal((0, 1), (await open.Page.Locator("[data-live]").CountAsync(), await open.Page.Locator(".terminal > div").CountAsync()));
        Assert.DoesNotContain("as far as it has come", await open.Page.Locator("#playback").TextContentAsync(), StringComparison.Ordinal);
        Assert.True(await open.Page.EvaluateAsync<bool>("window.neverLoadedAgain"));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Of_a_run_that_was_killed_what_came_is_played_up_to_the_first_gap()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await SendAsync(
            "killed",
            [Span("aa", "task_setup", 0, 500)],
            [
                Piece("recording_live", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n"), Piece("recording_live", 1, "[0.5,\"o\",\"second words\\r\\n\"]\n"),
                Piece("recording_live", 3, "[0.5,\"o\",\"behind the gap\\r\\n\"]\n"), State("infrastructure_failed"),
            ]);
        await pages.UntilThereAsync(Path("killed"), ["The recording did not arrive whole", "Trace spans (1)"], guard.Token);
        await using OpenPage open = await OpenPage.OfAsync(pages, Path("killed"));
        await open.ReadyAsync("playback");
        Assert.Equal(0, await open.ClockAsync());
        await open.Page.Keyboard.PressAsync("Space");
        await open.UntilAsync(Shows("second words"));

        Assert.Equal(2_000, await open.Page.EvaluateAsync<double>("tracingPage.clock.duration"), 1.0);
        Assert.False(await open.Page.EvaluateAsync<bool>(Shows("behind the gap")));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Of_a_run_without_spans_it_plays_by_a_clock_of_its_own()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await SendAsync("alone", [], [Piece("recording", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n[1.5,\"o\",\"second words\\r\\n\"]\n", isLast: true), State("finished")]);
        await pages.UntilThereAsync(Path("alone"), ["asciicast"], guard.Token);
        await using OpenPage open = await OpenPage.OfAsync(pages, Path("alone"));

        await PlaysToItsEndAsync(open);
        Assert.Equal("t = 2.00 s / 2.00 s", await open.TimeAsync());
        Assert.DoesNotContain("moves with the replay", await open.Page.Locator("#playback").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Where_the_spans_cannot_be_read_it_plays_by_a_clock_of_its_own()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await SendAsync(
            "unread",
            [Span("ee", "container", 1_000, 4_000)],
            [Piece("recording", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n[1.5,\"o\",\"second words\\r\\n\"]\n", isLast: true), State("finished")]);
        await pages.UntilThereAsync(Path("unread"), ["asciicast", "Trace spans (1)"], guard.Token);
        await using OpenPage open = await OpenPage.OfAsync(pages, Path("unread"));
        await open.Page.RouteAsync("**/replay.json*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 503 }));
        await open.Page.ReloadAsync();

        await PlaysToItsEndAsync(open);
        Assert.Contains("could not be shown", await open.Page.Locator(".replay-fault").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await open.Page.Locator(MovesReplay).CountAsync());
        Assert.All(open.Faults, fault => Assert.Contains("503", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_that_could_not_be_read_are_read_again_while_the_run_is_followed()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await SendAsync("again", [Span("ff", "container", 1_000, 4_000)], [State("running"), Piece("recording_live", 0, Header + "[0.5,\"o\",\"first words\\r\\n\"]\n")]);
        await pages.UntilThereAsync(Path("again"), ["this is as far as it has come", "Trace spans (1)"], guard.Token);
        await using OpenPage open = await OpenPage.OfAsync(pages, Path("again"));
        await open.Page.RouteAsync("**/replay.json*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 503 }));
        await open.Page.ReloadAsync();
        await open.UntilAsync("document.getElementById('live').textContent.includes('it is tried again')");
        Assert.Equal(0, await open.Page.Locator(MovesReplay).CountAsync());

        await open.Page.UnrouteAllAsync();
        await open.ReadyAsync("replay");
        await open.UntilAsync("document.getElementById('live').textContent === 'Follows the run.'");
        Assert.Equal("", await open.Page.Locator(".replay-fault").TextContentAsync());
        Assert.NotEqual(0, await open.Page.Locator(MovesReplay).CountAsync());
        Assert.Equal("container", await open.Page.Locator(".replay-span dd").Nth(1).TextContentAsync());
        await open.UntilAsync(Shows("first words"));
        Assert.All(open.Faults, fault => Assert.Contains("503", fault, StringComparison.Ordinal));
    }

    private static async Task PlaysToItsEndAsync(OpenPage open)
    {
        await open.ReadyAsync("playback");
        Assert.False(await open.Page.EvaluateAsync<bool>(Shows("second words")));
        await open.Page.Locator("#playback .replay-play").ClickAsync();
        await open.UntilAsync(Shows("second words"));
        await open.UntilAsync("tracingPage.clock.ms === tracingPage.clock.duration");
        await open.Page.Keyboard.PressAsync("Home");
        await open.UntilAsync("!" + Shows("first words"));
        await open.Page.Keyboard.PressAsync("End");
        await open.UntilAsync(Shows("second words"));
    }

    private static string Path(string task) => $"/cell/followed/model/terminal/{task}";

    private static string Shows(string text) => $"document.querySelector('.terminal').innerText.includes('{text}')";

    private static async Task ScreenshotsAsync(OpenPage open)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            string name = $"TestResults/screens/live-terminal-{scheme.ToString().ToLowerInvariant()}.png";
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Join(RepositoryPaths.Root, name), FullPage = true });
        }
    }

    private static object Text(string key, string value) => new { key, value = new { stringValue = value } };

    private static object Number(string key, long value) => new { key, value = new { intValue = value.ToString(CultureInfo.InvariantCulture) } };

    private static string At(long milliseconds) => (Start + (milliseconds * 1_000_000)).ToString(CultureInfo.InvariantCulture);

    private static object Span(string id, string kind, long from, long to, params object[] more) => new
    {
        traceId = id + "0af7651916cd43dd8448eb211c8031", spanId = id + "000000000000aa", name = kind, kind = 1, startTimeUnixNano = At(from), endTimeUnixNano = At(to),
        attributes = more.Prepend(Text("bench.span.kind", kind)),
    };

    private static object State(string state, long at = 1_000) => new { timeUnixNano = At(at), eventName = "bench.run.state", attributes = new[] { Text("bench.run.state", state) } };

    // The terminal was there a second after the run's start: the time of each piece.
    private static object Piece(string kind, int sequence, string text, bool isLast = false) => new
    {
        timeUnixNano = At(1_000), eventName = "bench.artifact", body = new { bytesValue = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) },
        attributes = new[]
        {
            Text("bench.artifact.kind", kind), Text("bench.artifact.format", "asciicast-v3"), Text("bench.artifact.made", "pty"), Number("bench.artifact.seq", sequence),
            new { key = "bench.artifact.last", value = new { boolValue = isLast } },
        },
    };

    private async Task SendAsync(string task, IReadOnlyList<object> spans, IReadOnlyList<object> records)
    {
        object resource = new { attributes = new[] { Text("bench.run.id", "followed-" + task), Text("bench.cell.id", "followed-sweep/followed/model/terminal/" + task) } };
        List<string> sent = [];
        if (spans.Count > 0)
        {
            await WriteAsync(new { resourceSpans = new[] { new { resource, scopeSpans = new[] { new { spans } } } } });
        }

        await WriteAsync(new { resourceLogs = new[] { new { resource, scopeLogs = new[] { new { logRecords = records } } } } });
        await pages.SendAsync(sent, guard.Token);

        async Task WriteAsync(object request)
        {
            sent.Add(folder[$"{files++}.json"]);
            await File.WriteAllTextAsync(sent[^1], JsonSerializer.Serialize(request), guard.Token);
        }
    }
}
