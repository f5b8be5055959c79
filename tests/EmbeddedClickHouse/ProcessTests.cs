using Tracing.EngineFixture;
using Xunit;

namespace Tracing.EmbeddedClickHouse.Tests;

/// <summary>What takes a second process to see.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-engine-process-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Second_process_on_the_same_folder_is_told_that_it_is_in_use()
    {
        await using var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => EngineHostProcess.StartAsync(folder.FullName, Cancel));

        Assert.Contains($"The data folder {folder.FullName} is in use by another process.", error.Message, StringComparison.Ordinal);
        Assert.Equal("1\n", await host.AskAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Acknowledged_rows_survive_kill_9()
    {
        await using (var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel))
        {
            await host.AskAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);
            for (var i = 0; i < 20; i++)
            {
                await host.AskAsync($"INSERT INTO t VALUES ({i})", Cancel);
            }

            await host.KillAsync(Cancel);
        }

        await using var again = await EngineHostProcess.StartAsync(folder.FullName, Cancel);

        Assert.Equal("20\t190\n", await again.AskAsync("SELECT count(), sum(a) FROM t", Cancel));
    }

    [Fact]
    public async Task Sigterm_ends_the_host_with_0_and_frees_the_folder()
    {
        await using var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel);
        await host.AskAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);

        var exit = await host.TerminateAsync(Cancel);
        await using var again = await EngineHostProcess.StartAsync(folder.FullName, Cancel);

        Assert.Equal(0, exit);
        Assert.Equal("0\n", await again.AskAsync("SELECT count() FROM t", Cancel));
    }

    [Fact]
    public async Task Query_beyond_the_memory_option_fails_with_code_241_and_the_engine_goes_on()
    {
        await using var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel, memory: 512L << 20);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => host.AskAsync("SELECT length(groupArray(number)) FROM numbers(200000000)", Cancel));

        Assert.StartsWith("Code: 241.", error.Message, StringComparison.Ordinal);
        Assert.Equal("1\n", await host.AskAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_told()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => EngineHostProcess.StartAsync("/proc/tracing-no-such-folder/data", Cancel));

        Assert.Contains("The data folder /proc/tracing-no-such-folder/data cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_zone_of_the_host_does_not_reach_the_engine()
    {
        await using var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel, timeZone: "Asia/Tokyo");

        Assert.Equal("UTC\t2025-12-31\n", await host.AskAsync("SELECT timezone(), toDate(toDateTime('2025-12-31 23:00:00', 'UTC'))", Cancel));
        Assert.Equal("1970-01-01 00:00:00\n", await host.AskAsync("SELECT toDateTime(0)", Cancel));
    }

    [Fact]
    public async Task End_of_a_child_that_was_started_while_the_engine_opens_is_seen()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        guard.CancelAfter(TimeSpan.FromMinutes(3));

        await using var host = await EngineHostProcess.StartAsync(folder.FullName, guard.Token, earlyChild: true);

        Assert.Equal("1\n", await host.AskAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Control_addresses_refuse_hold_and_release_inserts()
    {
        await using var host = await EngineHostProcess.StartAsync(folder.FullName, Cancel);
        await host.AskAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);

        await ControlAsync(host, "refuse?code=242");
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => host.AskAsync("INSERT INTO t VALUES (1)", Cancel));
        await ControlAsync(host, "hold");
        var held = host.AskAsync("INSERT INTO t VALUES (2)", Cancel);
        while (await host.HttpClient.GetStringAsync(new Uri("/control/waiting", UriKind.Relative), Cancel) != "1")
        {
            await Task.Delay(10, Cancel);
        }

        var whileHeld = await host.AskAsync("SELECT count() FROM t", Cancel);
        await ControlAsync(host, "release");
        await held;

        Assert.StartsWith("Code: 242.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("0\n", whileHeld);
        Assert.Equal("2\n", await host.AskAsync("SELECT a FROM t", Cancel));
    }

    public void Dispose() => folder.Delete(true);

    private static async Task ControlAsync(EngineHostProcess host, string command)
    {
        using var response = await host.HttpClient.PostAsync(new Uri($"/control/{command}", UriKind.Relative), null, Cancel);
        response.EnsureSuccessStatusCode();
    }
}
