using System.Globalization;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

public sealed class ConcurrencyTests(Fixture fixture)
{
    private const int Connections = 24;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelled_query_disappears_from_the_engine()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var marker = $"marker_{Guid.CreateVersion7():N}";
        var query = database.ScalarAsync($"SELECT count() AS {marker} FROM system.numbers WHERE sipHash64(number) = 1", stop.Token);
        await UntilAsync(() => RunningAsync(marker), n => n == 1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        await UntilAsync(() => RunningAsync(marker), n => n == 0);
    }

    [Fact]
    public async Task Queries_after_many_cancelled_ones_get_their_own_answers()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        for (var i = 0; i < 40; i++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            stop.CancelAfter(TimeSpan.FromMilliseconds(5 * (i % 20)));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ScalarAsync("SELECT count() FROM system.numbers WHERE sipHash64(number) = 1 FORMAT JSON", stop.Token));
            Assert.Equal(i, await database.CountAsync($"SELECT {i}", Cancel));
        }
    }

    [Fact]
    public async Task Query_that_fails_on_its_way_leaves_nothing_to_the_next()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        for (var i = 0; i < Connections * 2; i++)
        {
            await Assert.ThrowsAsync<ClickHouse.Driver.ClickHouseServerException>(
                () => database.ScalarAsync("SELECT throwIf(number = 50000) FROM numbers(100000) SETTINGS max_block_size = 1000, max_threads = 1 FORMAT JSON", Cancel));
            Assert.Equal(i, await database.CountAsync($"SELECT {i}", Cancel));
        }
    }

    [Fact]
    public async Task Insert_cancelled_in_the_middle_of_its_data_stores_nothing()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var content = new UnfinishedContent("INSERT INTO t FORMAT TSV\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i}\n")));
#pragma warning disable CA2025 // Awaited below, before the content goes.
        var insert = database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}"), content, stop.Token);
#pragma warning restore CA2025
        await content.Written.WaitAsync(Cancel);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => insert);
        await UntilAsync(() => database.CountAsync("SELECT count() FROM system.processes WHERE query LIKE 'INSERT%'", Cancel), n => n == 0);
        Assert.Equal(0, await database.CountAsync("SELECT count() FROM t", Cancel));
    }

    [Fact]
    public async Task Reader_left_before_its_end_ends_the_query()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        var marker = $"marker_{Guid.CreateVersion7():N}";
        using (var connection = database.Connect())
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The marker is made here.
            command.CommandText = $"SELECT number AS {marker} FROM system.numbers";
#pragma warning restore CA2100
            using var reader = await command.ExecuteReaderAsync(Cancel);
            Assert.True(await reader.ReadAsync(Cancel));
        }

        await UntilAsync(() => RunningAsync(marker), n => n == 0);
    }

    [Fact]
    public async Task Sixty_four_queries_at_once_each_get_their_own_answer()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => database.CountAsync($"SELECT {i} + sum(number) FROM numbers(1000)", Cancel)));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => 499500L + i), answers);
    }

    [Fact]
    public async Task Settings_of_one_request_do_not_reach_the_next()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        var plain = await AskAsync(database, "");

        var changed = await AskAsync(database, "&max_block_size=777");

        Assert.Equal("777", changed);
        for (var i = 0; i < Connections * 2; i++)
        {
            Assert.Equal(plain, await AskAsync(database, ""));
        }
    }

    [Fact]
    public async Task Request_beyond_the_bound_waits_can_be_cancelled_and_gets_its_turn()
    {
        var folder = Directory.CreateTempSubdirectory("tracing-engine-bound-");
        try
        {
            await using var host = await EngineFixture.EngineHostProcess.StartAsync(folder.FullName, Cancel);
            using var release = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var busy = Enumerable.Range(0, Connections)
                .Select(_ => host.AskAsync("SELECT sum(sleepEachRow(1)) FROM numbers(60) SETTINGS max_block_size = 1, max_threads = 1, function_sleep_max_microseconds_per_block = 3000000", release.Token)).ToArray();
            while (await AnswersWithinASecondAsync(host))
            {
                // Not all of them have begun.
            }

            var patient = host.AskAsync("SELECT 2", Cancel);
            Assert.False(patient.IsCompleted);

            await release.CancelAsync();

            Assert.Equal("2\n", await patient);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(busy));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    // A request that is not answered is cancelled while it waits its turn.
    private static async Task<bool> AnswersWithinASecondAsync(EngineFixture.EngineHostProcess host)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        impatient.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await host.AskAsync("SELECT 1", impatient.Token) == "1\n";
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<string> AskAsync(EngineFixture.TestDatabase database, string settings) =>
        (await database.HttpClient.GetStringAsync(new Uri($"http://localhost/?query=SELECT+getSetting('max_block_size'){settings}"), Cancel)).Trim();

    private static async Task UntilAsync(Func<Task<long>> count, Predicate<long> reached)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        while (!reached(await count()))
        {
            await Task.Delay(20, guard.Token);
        }
    }

    private async Task<long> RunningAsync(string marker)
    {
        using var client = new HttpClient(fixture.Engine.CreateHandler());
        var text = await client.GetStringAsync(new Uri($"http://localhost/?query=SELECT+count()+FROM+system.processes+WHERE+position(query,'{marker}')>0+AND+position(query,'system.processes')=0"), Cancel);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }
}
