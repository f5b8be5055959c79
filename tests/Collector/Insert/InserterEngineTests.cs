using Tracing.Collector.Queue;
using Tracing.Collector.Tests.Queue;
using Tracing.EngineFixture;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Tests.Insert;

/// <summary>The inserter on the real engine: whatever happens between the two, each row is counted once.</summary>
/// <param name="engine">The engine of this process.</param>
public sealed class InserterEngineTests(EngineFixture.EngineFixture engine)
{
    private const int Requests = 20;
    private readonly StrictDisk _disk = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_become_rows_of_their_tables_and_runs_are_noted_as_touched()
    {
        await using var database = await engine.CreateDatabaseAsync(Cancel);
        using var handler = database.CreateHandler();
        await using var store = await OpenAsync(database, handler);
        await using (var session = await InsertSession.OpenAsync(_disk, store.Writer))
        {
            for (var id = 0; id < Requests; id++)
            {
                await session.AppendAsync(id, Frames.Make(id, spans: 4, logs: 2, artifacts: 1));
            }

            await session.DrainedAsync();
            Assert.Equal(7 * Requests, session.Inserter.Statistics.Rows);
        }

        await AssertCountedOnceAsync(database);
        Assert.Equal(Requests, await database.CountAsync("SELECT uniqExact(RunId) FROM artifact_chunks", Cancel));
        Assert.Equal(Requests, await database.CountAsync("SELECT uniqExact(RunId, TraceId) FROM run_touches", Cancel));
    }

    [Fact]
    public async Task Lost_answers_and_half_stored_ranges_are_settled_by_counting()
    {
        await using var database = await engine.CreateDatabaseAsync(Cancel);
        using var handler = database.CreateHandler();
        await using var store = await OpenAsync(database, handler);
        var inserts = 0;
        var writer = new FaultyWriter(store.Writer)
        {
            // The first insert of every third range: one request of it gets in, then the connection breaks.
            BeforeInsert = async block =>
            {
                if (++inserts % 3 == 1)
                {
                    await store.Writer.InsertAsync(block.Table, FirstOf(block), block.Batch, Cancel);
                    throw new WriteFailure("the connection to the engine broke", permanent: false, inDoubt: true);
                }
            },
            AfterInsert = (_, _) => inserts % 3 == 2
                ? throw new WriteFailure("the connection to the engine broke", permanent: false, inDoubt: true)
                : Task.CompletedTask,
        };
        await using (var session = await InsertSession.OpenAsync(_disk, writer, InsertSession.Quick with { MaxRows = 30 }))
        {
            for (var id = 0; id < Requests; id++)
            {
                await session.AppendAsync(id);
            }

            await session.DrainedAsync();
            Assert.True(session.Inserter.Statistics.Doubts > 2);
        }

        await AssertCountedOnceAsync(database);
    }

    [Fact]
    public async Task A_crash_between_the_insert_and_its_confirmation_counts_nothing_twice()
    {
        await using var database = await engine.CreateDatabaseAsync(Cancel);
        using var handler = database.CreateHandler();
        await using var store = await OpenAsync(database, handler);
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writer = new FaultyWriter(store.Writer)
        {
            AfterInsert = (_, _) =>
            {
                _disk.Faults = _ => DiskFault.Crash;
                crashed.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, Cancel);
            },
        };
        await using (var session = await InsertSession.OpenAsync(_disk, writer))
        {
            for (var id = 0; id < Requests && !crashed.Task.IsCompleted; id++)
            {
                await session.AppendAsync(id);
            }

            await crashed.Task.WaitAsync(Cancel);
        }

        await using (var again = await InsertSession.OpenAsync(_disk.AfterCrash(CrashPolicy.Lose, new Random(0)), store.Writer))
        {
            for (var id = 0; id < Requests; id++)
            {
                Assert.True(await again.AppendAsync(id) is AppendOutcome.Stored or AppendOutcome.AlreadyStored);
            }

            await again.DrainedAsync();
            Assert.True(again.Inserter.Statistics.Doubts > 0);
        }

        await AssertCountedOnceAsync(database);
    }

    [Fact]
    public async Task A_request_that_the_engine_refuses_is_set_aside_alone()
    {
        await using var database = await engine.CreateDatabaseAsync(Cancel);
        using var handler = database.CreateHandler();
        await using var store = await OpenAsync(database, handler);
        await database.ExecuteAsync("ALTER TABLE otel_logs MODIFY COLUMN SeverityText UInt8", Cancel);
        var held = true;
        var writer = new FaultyWriter(store.Writer)
        {
            BeforeInsert = _ => held
                ? throw new WriteFailure("the engine cannot be reached", permanent: false, inDoubt: false)
                : Task.CompletedTask,
        };
        await using var session = await InsertSession.OpenAsync(_disk, writer);
        for (var id = 0; id < Requests + 1; id++)
        {
            await session.AppendAsync(id, Frames.Make(id, spans: 4, logs: 2, severity: id == Requests ? "loud" : "7"));
        }

        held = false;
        await session.DrainedAsync();

        Assert.Equal("otel_logs", Assert.Single(session.Inserter.SetAside.List()).Table);
        await AssertCountedOnceAsync(database);

        await database.ExecuteAsync("ALTER TABLE otel_logs MODIFY COLUMN SeverityText LowCardinality(String)", Cancel);
        await session.Inserter.SetAside.ReplayAsync(session.Queue, Cancel);
        await session.DrainedAsync();
        Assert.Equal(4, await database.CountAsync($"SELECT count() FROM otel_traces WHERE RunId = '{Frames.Run(Requests)}'", Cancel));
    }

    private static async Task<ClickHouseStore> OpenAsync(TestDatabase database, HttpMessageHandler handler)
    {
        var store = new ClickHouseStore(new StorageOptions { Database = database.Name }, handler);
        await store.MigrateAsync(Cancel);
        return store;
    }

    /// <summary>The first request of a block alone; one of a strange request would look whole where the block holds just one.</summary>
    private static SplicedBlock FirstOf(SplicedBlock whole)
    {
        var id = Enumerable.Range(0, Requests).First(id => whole.Touches.Contains(Frames.Touch(id)));
        var splicer = new BlockSplicer(whole.Table);
        splicer.Add(FrameReader.Read(Frames.Make(id, spans: 4, logs: 2)).Single(block => block.Tag == whole.Table));
        return splicer.Build(whole.Batch);
    }

    private static async Task AssertCountedOnceAsync(TestDatabase database)
    {
        Assert.Equal(4 * Requests, await database.CountAsync("SELECT count() FROM otel_traces", Cancel));
        Assert.Equal(4 * Requests, await database.CountAsync("SELECT uniqExact(RunId, SpanId) FROM otel_traces", Cancel));
        Assert.Equal(2 * Requests, await database.CountAsync("SELECT count() FROM otel_logs", Cancel));
        Assert.Equal(2 * Requests, await database.CountAsync("SELECT uniqExact(RunId, RowId) FROM otel_logs", Cancel));
    }
}
