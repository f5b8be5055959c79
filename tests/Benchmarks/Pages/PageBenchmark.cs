using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Playwright;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Processes;

namespace Tracing.Benchmarks.Pages;

/// <summary>
/// The cell page in a window of a real Chromium whose cache is empty, by the browser's own clock: first contentful paint, and the moment from which the replay answers
/// to keys, of runs of 10,000 spans that nobody has looked at, of the same when the service has read them once, and of one run of 50,000; the time of a frame of the
/// replay with all lines unfolded; the bytes of the page's script.
/// </summary>
internal static class PageBenchmark
{
    private const int Rounds = 15;
    private const int WarmUps = 10;
    private const int Frames = 200;
    private const int PerRequest = 5_000;

    // The page before this one is gone, and all that browser and service did for it.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // Nothing crosses the network for what a cache gives.
    private const string IsFromCache = "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')).some(entry => entry.responseEnd > 0 && entry.transferSize === 0)";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        await using TracingProcess tracing = await TracingProcess.UpAsync(data.Path, [], CancellationToken.None);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        Console.WriteLine("| spans | reader | first contentful paint, median ms | greatest | interactive, median ms | greatest | a frame, median ms | 95 % of frames | greatest |");
        Console.WriteLine("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        string[] runs = await SendAsync(tracing, 10_000, trials: WarmUps + Rounds);
        string[] large = await SendAsync(tracing, 50_000, trials: 1);

        // One window for all: while Chromium opens a window it loads pages of its own, which on few processors take as long as a page of the service.
        await using IBrowserContext window = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        IPage page = await window.NewPageAsync();
        await MeasureAsync(page, tracing.Query, runs[..WarmUps], reader: null);
        await MeasureAsync(page, tracing.Query, runs[WarmUps..], "10000 | first");
        await MeasureAsync(page, tracing.Query, runs[WarmUps..], "10000 | later");
        await MeasureAsync(page, tracing.Query, [.. Enumerable.Repeat(large[0], Rounds)], "50000 | later");

        using var client = new HttpClient { BaseAddress = tracing.Query };
        byte[] script = await client.GetByteArrayAsync(new Uri("scripts/cell.js", UriKind.Relative));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe page's script: {script.Length} bytes, {Packed(script)} as gzip; the player, fetched only where there is a recording, is another."));
    }

    // Pages one after the other, each with nothing in the cache. A table's row where a reader is named; else the service and the browser are only warmed.
    private static async Task MeasureAsync(IPage open, Uri service, string[] pages, string? reader)
    {
        ICDPSession browser = await open.Context.NewCDPSessionAsync(open);
        var paints = new List<double>();
        var ready = new List<double>();
        var frames = new List<double>();
        foreach (string page in pages)
        {
            await open.GotoAsync("about:blank");
            await browser.SendAsync("Network.clearBrowserCache");
            await Task.Delay(Rest);
            await open.GotoAsync(new Uri(service, page).ToString());
            while (!await open.EvaluateAsync<bool>("performance.getEntriesByName('first-contentful-paint').length > 0 && performance.getEntriesByName('replay-ready').length > 0"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }

            if (await open.EvaluateAsync<bool>(IsFromCache))
            {
                throw new InvalidOperationException("Something came from the browser's cache.");
            }

            paints.Add(await open.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            ready.Add(await open.EvaluateAsync<double>("performance.getEntriesByName('replay-ready')[0].startTime"));
            if (frames.Count == 0)
            {
                frames.AddRange(await FramesAsync(open));
            }
        }

        if (reader is null)
        {
            return;
        }

        paints.Sort();
        ready.Sort();
        frames.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {reader} | {paints[Rounds / 2]:F0} | {paints[^1]:F0} | {ready[Rounds / 2]:F0} | {ready[^1]:F0} | {frames[frames.Count / 2]:F2} | {frames[frames.Count * 95 / 100]:F2} | {frames[^1]:F2} |"));
    }

    // Each frame at another place of all lines, so that none draws what the one before has drawn.
    private static async Task<double[]> FramesAsync(IPage open)
    {
        if (await open.Locator(".replay-fold").IsVisibleAsync())
        {
            await open.Locator(".replay-fold").ClickAsync();
        }

        JsonElement times = await open.EvaluateAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $$"""
            (() => {
              const rows = document.querySelector('.replay-rows');
              const times = [];
              for (let i = 0; i < {{Frames}}; i++) {
                rows.scrollTop = rows.scrollHeight * i / {{Frames}};
                tracingPage.clock.seek(tracingPage.clock.duration * i / {{Frames}});
                times.push(tracingPage.replay.draw());
              }
              return times;
            })()
            """));
        return [.. times.EnumerateArray().Select(time => time.GetDouble())];
    }

    // The paths of the pages of a cell's trials, when all of them can be read whole.
    private static async Task<string[]> SendAsync(TracingProcess tracing, int spans, int trials)
    {
        using var client = new HttpClient { BaseAddress = tracing.Http };
        for (int trial = 1; trial <= trials; trial++)
        {
            for (int first = 0; first < spans; first += PerRequest)
            {
                using var content = new ByteArrayContent(Request(spans, trial, first).ToByteArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
                (await client.PostAsync(new Uri("v1/traces", UriKind.Relative), content)).EnsureSuccessStatusCode();
            }
        }

        string[] paths = [.. Enumerable.Range(1, trials).Select(trial => string.Create(CultureInfo.InvariantCulture, $"/cell/agent-{spans}/model/long/trace?trial={trial}"))];
        using var pages = new HttpClient { BaseAddress = tracing.Query };
        string wanted = string.Create(CultureInfo.InvariantCulture, $"of {spans})");
        foreach (string path in paths)
        {
            while (!await HasAsync(pages, path, wanted))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }

        return paths;
    }

    private static async Task<bool> HasAsync(HttpClient pages, string path, string wanted)
    {
        using HttpResponseMessage answer = await pages.GetAsync(new Uri(path, UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Contains(wanted, StringComparison.Ordinal);
    }

    // A run of a thousand model and tool calls, with the inner spans of a talkative agent below them.
    private static ExportTraceServiceRequest Request(int spans, int trial, int first)
    {
        var scope = new ScopeSpans();
        for (int i = first; i < Math.Min(first + PerRequest, spans); i++)
        {
            int step = i / 10 * 10;
            ulong start = 1_790_000_000_000_000_000 + ((ulong)i * 1_000_000);
            var span = new Span
            {
                TraceId = Id(16, (spans * 1_000) + trial), SpanId = Id(8, i + 1), ParentSpanId = i == 0 ? ByteString.Empty : Id(8, i == step ? 1 : step + 1), Name = i == 0 ? "run" : i == step ? "chat model" : "agent.step",
                StartTimeUnixNano = start, EndTimeUnixNano = i == 0 ? start + ((ulong)spans * 1_000_000) : start + (i == step ? 9_500_000UL : 800_000UL),
            };
            span.Attributes.Add(Number("agent.step.number", i));
            if (i == step)
            {
                span.Attributes.Add(Text("bench.span.kind", i == 0 ? "adapter_run" : i % 20 == 0 ? "model_call" : "tool_call"));
            }

            scope.Spans.Add(span);
        }

        var resource = new Resource { Attributes = { Text("bench.run.id", $"run-{spans}-{trial}"), Number("bench.trial", trial), Text("bench.cell.id", $"pages/agent-{spans}/model/long/trace") } };
        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } };
    }

    private static KeyValue Number(string key, int value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static ByteString Id(int bytes, int number)
    {
        byte[] id = new byte[bytes];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(bytes - 4), number);
        return ByteString.CopyFrom(id);
    }

    private static long Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.Length;
    }
}
