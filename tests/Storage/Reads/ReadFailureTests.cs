using Tracing.Storage.Columns;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Tests.Support;

namespace Tracing.Storage.Tests.Reads;

public sealed class ReadFailureTests(EngineFixture.EngineFixture engine)
{
    // Reads of it never end by themselves, nor by the bound on rows.
    private const string EndlessView = "CREATE VIEW otel_traces AS SELECT toString(cityHash64(toString(number)) % 10) AS ServiceName FROM system.numbers";
    private static readonly ReadLimits EndlessRows = new() { RowsRead = long.MaxValue };

    [Fact]
    public async Task A_read_over_more_rows_than_one_may_is_told_so()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine, options => options with { Reads = new ReadLimits { RowsRead = 10 } });
        TestSpan[] spans = [.. Enumerable.Range(0, 50).Select(i => new TestSpan { SpanId = $"{i:x16}" })];
        await fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of(spans, 1), 1, StoreFixture.Cancel);

        ReadFailure failure = await Assert.ThrowsAsync<ReadFailure>(() => fixture.Store.Reads.AskAsync(new Services(), StoreFixture.Cancel));

        Assert.Equal(ReadFailureKind.TooMuch, failure.Kind);
    }

    [Fact]
    public async Task A_missing_table_is_a_refusal_without_sql()
    {
        await using StoreFixture fixture = await StoreFixture.CreateEmptyAsync(engine);

        ReadFailure failure = await Assert.ThrowsAsync<ReadFailure>(() => fixture.Store.Reads.AskAsync(new Services(), StoreFixture.Cancel));

        Assert.Equal((ReadFailureKind.Refused, "the engine refused the query with code 60"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_slow_read_ends_by_its_time()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine, options => options with { Reads = EndlessRows with { Time = TimeSpan.FromSeconds(1) } });
        await fixture.Database.ExecuteAsync("RENAME TABLE otel_traces TO gone", StoreFixture.Cancel);
        await fixture.Database.ExecuteAsync(EndlessView, StoreFixture.Cancel);

        ReadFailure failure = await Assert.ThrowsAsync<ReadFailure>(() => fixture.Store.Reads.AskAsync(new Services(), StoreFixture.Cancel));

        Assert.Equal(ReadFailureKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task A_cancelled_read_stops_in_the_engine()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine, options => options with { Reads = EndlessRows });
        await fixture.Database.ExecuteAsync("RENAME TABLE otel_traces TO gone", StoreFixture.Cancel);
        await fixture.Database.ExecuteAsync(EndlessView, StoreFixture.Cancel);
        string running = $"SELECT count() FROM system.processes WHERE current_database = '{fixture.Database.Name}' AND query LIKE '%GROUP BY ServiceName%' AND query NOT LIKE '%system.processes%'";
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(StoreFixture.Cancel);
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        Task<IReadOnlyList<string>> read = fixture.Store.Reads.AskAsync(new Services(), cancel.Token);
        while (await fixture.Database.CountAsync(running, guard.Token) == 0)
        {
            await Task.Delay(20, guard.Token);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        while (await fixture.Database.CountAsync(running, guard.Token) > 0)
        {
            await Task.Delay(20, guard.Token);
        }
    }
}
