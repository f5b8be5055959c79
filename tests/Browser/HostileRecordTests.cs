using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>Contents and recordings that were made to harm whoever looks at them.</summary>
[Trait("weight", "heavy")]
public sealed class HostileRecordTests(PagesFixture pages)
{
    private static readonly Dictionary<string, Func<string>> Recordings = new(StringComparer.Ordinal)
    {
        ["endless title"] = () => Cast("\u001b]0;" + new string('a', 1 << 20)),
        ["endless device string"] = () => Cast("\u001bP" + new string('q', 1 << 20)),
        ["link"] = () => Cast("\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007 \u001b]8;;https://example.invalid/\u001b\\there\u001b]8;;\u001b\\"),
        ["clipboard and title"] = () => Cast("\u001b]52;c;ZXZpbA==\u0007\u001b]2;stolen\u0007"),
        ["wide header"] = () => Header(1_000_000, 1_000_000) + Output(0.1, "wide"),
        ["wide resize"] = () => Header(80, 24) + "[0.1,\"r\",\"1000000x1000000\"]\n" + Output(0.2, "wide"),
        ["far cursor"] = () => Cast("\u001b[2147483648;2147483648Hx\u001b[2147483648b\u001b[4294967295L\u001b[99999999S"),
        ["many frames"] = () => Header(80, 24) + string.Concat(Enumerable.Range(0, 200_000).Select(i => Output(i / 1e5, "."))),
        ["odd times"] = () => Header(80, 24) + "[-1e9,\"o\",\"a\"]\n[NaN,\"o\",\"b\"]\n[1e308,\"o\",\"c\"]\n[null,\"o\",\"d\"]\n{}\nnonsense\n" + Output(0.5, "end"),
        ["broken texts"] = () => Header(80, 24) + "[0.1,\"o\",\"a\rb\"]\n[0.2,\"o\",5]\n[0.3,\"o\",\"cut\n[0.4,\"o\",\"\\q\"]\n[0.45,\"o\",null]\n" + Output(0.5, "end"),
        ["no header"] = () => "this is no recording\n",
        ["no version"] = () => "{\"version\":99}\n" + Output(0.1, "x"),
        ["markup"] = () => Cast("<img src=x onerror=alert(1)><script>alert(2)</script>"),
    };

    public static TheoryData<string> Names => [.. Recordings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Attack_56_a_recording_plays_or_is_refused_and_does_nothing_else(string name)
    {
        string word = name.Replace(' ', '-');
        await SendAsync(word, Recordings[name]());
        await pages.UntilThereAsync($"/cell/hostile/model/recording/{word}", ["asciicast", "Trace spans (1)"], TestContext.Current.CancellationToken);

        await using OpenPage open = await OpenPage.OfAsync(pages, $"/cell/hostile/model/recording/{word}");
        string title = await open.Page.TitleAsync();
        await open.UntilAsync("['ready', 'failed'].includes(document.documentElement.dataset.playback)");
        await open.Page.Keyboard.PressAsync("End");
        await open.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        bool failed = await open.Page.EvaluateAsync<bool>("document.documentElement.dataset.playback === 'failed'");
        Assert.Equal(name is "no header" or "no version", failed);
        Assert.Equal(failed, (await open.Page.Locator("#playback").TextContentAsync())!.Contains("cannot be played", StringComparison.Ordinal));
        if (name is "odd times" or "broken texts")
        {
            await open.UntilAsync("document.querySelector('.terminal').innerText.includes('end')");
        }

        Assert.Equal(0, await open.Page.Locator(".terminal a[href], .terminal img, .terminal script").CountAsync());
        Assert.Equal(title, await open.Page.TitleAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Attack_56_a_recording_that_would_take_the_tabs_memory_is_refused_in_words()
    {
        await SendAsync("huge", Cast("nothing"));
        await pages.UntilThereAsync("/cell/hostile/model/recording/huge", ["asciicast", "Trace spans (1)"], TestContext.Current.CancellationToken);
        await using OpenPage open = await OpenPage.OfAsync(pages, "/cell/hostile/model/recording/huge");
        await open.ReadyAsync("playback");

        await open.Page.RouteAsync("**/recording?*", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/x-asciicast", Body = Header(80, 24) + new string('\n', 41 << 20) }));
        await open.Page.ReloadAsync();

        await open.UntilAsync("document.documentElement.dataset.playback === 'failed'");
        Assert.Contains("larger than a page can hold", await open.Page.Locator("#playback").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Attack_55_what_a_model_wrote_fetches_nothing()
    {
        using var tracker = new TcpListener(IPAddress.Loopback, 0);
        tracker.Start();
        string address = $"http://{tracker.LocalEndpoint}/pixel.png";
        string evil = $"![diagram]({address}) <img src=\"{address}\"> [x](javascript:alert(1)) <link rel=stylesheet href={address}> http://169.254.169.254/latest/meta-data";
        await SendAsync("answers", Cast("nothing"), evil);
        await pages.UntilThereAsync("/cell/hostile/model/recording/answers", ["asciicast", "Trace spans (1)"], TestContext.Current.CancellationToken);

        await using OpenPage open = await OpenPage.OfAsync(pages, "/cell/hostile/model/recording/answers");
        await open.ReadyAsync("playback");
        await open.Page.Keyboard.PressAsync("ArrowRight");

        Assert.Contains("![diagram](", await open.Page.Locator("#spans").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("![diagram](", await open.Page.Locator(".replay-attributes").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("![diagram](", await open.Page.Locator("section:has(> h2:text('Log records'))").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Faults);
        Assert.False(tracker.Pending());
    }

    private static string Cast(string output) => Header(80, 24) + Output(0.1, output);

    private static string Header(int columns, int rows) => string.Create(CultureInfo.InvariantCulture, $"{{\"version\":2,\"width\":{columns},\"height\":{rows}}}\n");

    private static string Output(double at, string text) => string.Create(CultureInfo.InvariantCulture, $"[{at:F5},\"o\",{JsonSerializer.Serialize(text)}]\n");

    private async Task SendAsync(string task, string recording, string text = "text")
    {
        using var folder = new TemporaryFolder();
        object resource = new { attributes = new[] { Text("bench.run.id", "hostile-" + task), Text("bench.cell.id", "hostile-sweep/hostile/model/recording/" + task) } };
        object span = new
        {
            traceId = task.Length.ToString("x2", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(task.PadRight(15)[..15])),
            spanId = "00000000000000aa", name = "chat", kind = 1, startTimeUnixNano = "1790000000000000000", endTimeUnixNano = "1790000001000000000",
            attributes = new[] { Text("bench.span.kind", "model_call"), Text("gen_ai.output.messages", text) },
        };
        object Record(string name, object body, params object[] attributes) => new { timeUnixNano = "1790000001000000000", eventName = name, body, attributes };
        IEnumerable<object> chunks = Encoding.UTF8.GetBytes(recording).Chunk(200_000).Index().Select(piece => Record(
            "bench.artifact", new { bytesValue = Convert.ToBase64String(piece.Item) }, Text("bench.artifact.kind", "recording"), Text("bench.artifact.format", "asciicast-v2"), Text("bench.artifact.made", "pty"),
            new { key = "bench.artifact.seq", value = new { intValue = piece.Index } }, new { key = "bench.artifact.last", value = new { boolValue = (piece.Index + 1) * 200_000 >= Encoding.UTF8.GetByteCount(recording) } }));
        await File.WriteAllTextAsync(folder["a.json"], JsonSerializer.Serialize(new { resourceSpans = new[] { new { resource, scopeSpans = new[] { new { spans = new[] { span } } } } } }), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder["b.json"],
            JsonSerializer.Serialize(new { resourceLogs = new[] { new { resource, scopeLogs = new[] { new { logRecords = chunks.Append(Record("note", new { stringValue = text })) } } } } }),
            TestContext.Current.CancellationToken);
        await pages.SendAsync([folder["a.json"], folder["b.json"]], TestContext.Current.CancellationToken);
    }

    private static object Text(string key, string value) => new { key, value = new { stringValue = value } };
}
