using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Telemetry waits on disk while the collector is away, and is delivered in order, by this process or by the next.</summary>
public sealed class TelemetrySpoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_delivered_in_order_with_the_same_bytes_until_they_are_taken_and_their_files_are_deleted()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector collector = await FakeCollector.StartAsync(count => count <= 2 ? 503 : 200);
        await using (TelemetrySpool spool = Open(folder["spool"], collector))
        {
            for (int i = 0; i < 10; i++)
            {
                spool.Send(Request(i));
            }

            spool.Send(new OtlpRequest("v1/traces", new byte[] { 10, 0 }, OtlpEncoding.Protobuf) { Run = "r:1_a-b.c" });
            Assert.Equal(default, await spool.FlushAsync(Patience, cancellation));
        }

        string[] first = ["/v1/logs {\"n\":0}", "/v1/logs {\"n\":0}"];
        Assert.Equal(
            [.. first, .. Enumerable.Range(0, 10).Select(i => $"/v1/logs {{\"n\":{i}}}"), "/v1/traces \n\0"],
            collector.Requests.Select(request => $"{request.Path} {request.Body}"));
        Assert.Equal([.. Enumerable.Repeat("application/json; charset=utf-8 ", 12), "application/x-protobuf r:1_a-b.c"], collector.Headers);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["spool"]));
    }

    [Fact]
    public async Task What_a_closed_spool_left_behind_is_delivered_by_the_next_one_first()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        SpoolRemainder left;
        await using (TelemetrySpool before = Open(folder.Path, away))
        {
            before.Send(Request(0));
            before.Send(Request(1));
            left = await before.FlushAsync(TimeSpan.Zero, cancellation);
        }

        await using TelemetrySpool spool = Open(folder.Path, collector);
        spool.Send(Request(2));

        Assert.Equal(default, await spool.FlushAsync(Patience, cancellation));
        Assert.Equal(new SpoolRemainder(2, 14), left);
        Assert.Equal(["{\"n\":0}", "{\"n\":1}", "{\"n\":2}"], collector.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Spools_that_live_share_a_folder_and_do_not_deliver_for_each_other()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using TelemetrySpool one = Open(folder.Path, away);
        one.Send(Request(1));
        await using TelemetrySpool other = Open(folder.Path, collector);
        other.Send(Request(2));

        Assert.Equal(default, await other.FlushAsync(Patience, cancellation));
        Assert.Equal(["{\"n\":2}"], collector.Requests.Select(request => request.Body));
        Assert.Equal(1, one.Waiting.Requests);
    }

    [Fact]
    public async Task What_the_collector_refuses_for_good_is_put_aside_with_its_reason_and_the_next_is_delivered()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector collector = await FakeCollector.StartAsync(count => count == 1 ? 400 : 200);
        await using TelemetrySpool spool = Open(folder.Path, collector);

        spool.Send(Request(1));
        spool.Send(Request(2));

        Assert.Equal(default, await spool.FlushAsync(Patience, cancellation));
        Assert.Equal((1, 0), (spool.Refused, spool.Dropped));
        string[] refused = [.. Directory.EnumerateFiles(folder["refused"]).Order(StringComparer.Ordinal)];
        Assert.Equal("{\"n\":1}", await File.ReadAllTextAsync(refused[0], cancellation));
        Assert.Equal(refused[0] + ".reason", refused[1]);
        Assert.StartsWith("v1/logs: 400", await File.ReadAllTextAsync(refused[1], cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_cannot_be_delivered_for_a_reason_nobody_thought_of_stays_and_holds_up_no_other()
    {
        using var folder = new TemporaryFolder();
        using var client = new HttpClient(new OddHandler()) { BaseAddress = new Uri("http://127.0.0.1:1/") };
        await using (var spool = new TelemetrySpool(new SpoolOptions { Folder = folder.Path }, client, TimeProvider.System, NullLoggerFactory.Instance))
        {
            spool.Send(Request(1));
            spool.Send(Request(2));
            Assert.Equal(default, await spool.FlushAsync(Patience, cancellation));
        }

        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using TelemetrySpool next = Open(folder.Path, collector);
        Assert.Equal(default, await next.FlushAsync(Patience, cancellation));
        Assert.Equal(["{\"n\":1}"], collector.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task What_waits_is_bounded_in_bytes_and_what_is_beyond_is_counted()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using var spool = new TelemetrySpool(new SpoolOptions { Folder = folder.Path, MaxBytes = 70 }, away.Client, TimeProvider.System, NullLoggerFactory.Instance);

        for (int i = 0; i < 100; i++)
        {
            spool.Send(Request(1));
        }

        Assert.Equal((new SpoolRemainder(10, 70), 90), (spool.Waiting, spool.Dropped));
    }

    [Fact]
    public async Task A_folder_that_is_gone_costs_telemetry_and_never_the_run()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using TelemetrySpool spool = Open(folder["spool"], away);
        Directory.Delete(folder["spool"], recursive: true);

        spool.Send(Request(1));

        Assert.Equal(1, spool.Dropped);
    }

    [Fact]
    public async Task Nobody_else_may_read_what_waits()
    {
        using var folder = new TemporaryFolder();
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using TelemetrySpool spool = Open(folder["spool"], away);
        spool.Send(Request(1));

        Assert.All(
            Directory.EnumerateFileSystemEntries(folder["spool"], "*", SearchOption.AllDirectories).Append(folder["spool"]),
            entry => Assert.Equal(Directory.Exists(entry) ? "700" : "600", OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(entry), 8)));
    }

    private static TelemetrySpool Open(string folder, FakeCollector collector) =>
        new(new SpoolOptions { Folder = folder }, collector.Client, TimeProvider.System, NullLoggerFactory.Instance);

    private sealed class OddHandler : HttpMessageHandler
    {
        private int calls;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            calls++ == 0 ? throw new NotSupportedException("This is odd.") : Task.FromResult(new HttpResponseMessage());
    }

    private static OtlpRequest Request(int number) => new("v1/logs", string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number}}}"));
}
