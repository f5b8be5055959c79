using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Collector.Interpret;
using Tracing.Collector.Tests.Decode;
using Tracing.EngineFixture;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Tests.Interpret;

/// <summary>Interpreters over a database of their own; the test says which requests arrive with which insert.</summary>
internal sealed class BindingHost : IAsyncDisposable
{
    private readonly List<Interpreter> _interpreters = [];
    private ulong _batch;
    private ulong _requests;

    private BindingHost(TestDatabase database)
    {
        Database = database;
        Store = new ClickHouseStore(new StorageOptions { Database = database.Name }, database.CreateHandler());
    }

    public TestDatabase Database { get; }

    public ClickHouseStore Store { get; }

    /// <summary>What the interpreters logged.</summary>
    public ConcurrentQueue<string> Logged { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BindingHost> StartAsync(EngineFixture.EngineFixture engine, int interpreters = 1) =>
        await OverAsync(await engine.CreateDatabaseAsync(Cancel), interpreters);

    /// <summary>The same over a database that is there, and is dropped at the end.</summary>
    public static async Task<BindingHost> OverAsync(TestDatabase database, int interpreters = 1)
    {
        var host = new BindingHost(database);
        await host.Store.MigrateAsync(Cancel);
        for (int i = 0; i < interpreters; i++)
        {
            await host.StartInterpreterAsync();
        }

        return host;
    }

    public async Task StartInterpreterAsync()
    {
        var interpreter = new Interpreter(Store, new InterpretOptions(), TimeProvider.System, new ListLogger(Logged));
        await interpreter.StartAsync(Cancel);
        _interpreters.Add(interpreter);
    }

    public async Task StopInterpretersAsync()
    {
        foreach (Interpreter interpreter in _interpreters)
        {
            await interpreter.StopAsync(Cancel);
            interpreter.Dispose();
        }

        _interpreters.Clear();
    }

    /// <summary>Stores requests with one insert, as the inserter does, and tells the first interpreter.</summary>
    /// <returns>The insert.</returns>
    public async Task<ulong> InsertAsync(params IMessage[] requests)
    {
        List<FrameBlock> blocks = [.. requests.SelectMany(Blocks)];
        ulong batch = ++_batch;
        var touches = new HashSet<RunTouch>();
        foreach (IGrouping<TableTag, FrameBlock> table in blocks.GroupBy(block => block.Tag))
        {
            var splicer = new BlockSplicer(table.Key);
            foreach (FrameBlock block in table)
            {
                splicer.Add(block);
            }

            SplicedBlock spliced = splicer.Build(batch);
            await Store.Writer.InsertAsync(table.Key, spliced, batch, Cancel);
            touches.UnionWith(spliced.Touches);
        }

        await Store.Writer.RecordTouchesAsync(batch, touches, Cancel);
        _interpreters.FirstOrDefault()?.Notify(touches);
        return batch;
    }

    /// <summary>A run, once it was read with so many spans and log records.</summary>
    public async Task<RunRow> RunAsync(string runId, uint spans, uint logs = 0)
    {
        RunRow? run = null;
        await UntilAsync(async () =>
        {
            run = (await Store.Reads.AskAsync(new RunsById([runId]), Cancel)).SingleOrDefault();
            return run?.SpanCount == spans && run.LogCount == logs;
        });
        return run!;
    }

    /// <summary>Ends when an insert was looked at: what of it could be bound is bound.</summary>
    public Task LookedAtAsync(ulong batch) => UntilAsync(async () => await CountAsync($"SELECT count() FROM loose_records WHERE SessionId = '' AND Batch = {batch}") > 0);

    /// <summary>Ends when a query counts as many.</summary>
    public Task CountsAsync(string sql, long expected) => UntilAsync(async () => await CountAsync(sql) == expected);

    /// <summary>Makes the engine refuse every row of a table.</summary>
    public Task RefuseAsync(string table) => Database.ExecuteAsync($"ALTER TABLE {table} ADD CONSTRAINT refused CHECK 0", Cancel);

    /// <summary>Ends <see cref="RefuseAsync"/>.</summary>
    public Task AcceptAsync(string table) => Database.ExecuteAsync($"ALTER TABLE {table} DROP CONSTRAINT refused", Cancel);

    public Task<long> CountAsync(string sql) => Database.CountAsync(sql, Cancel);

    /// <summary>What is inserted from now on was stored so long ago, by the engine's clock.</summary>
    public async Task StoreAsOfAsync(TimeSpan ago)
    {
        foreach (string table in (string[])["run_touches", "loose_records"])
        {
            await Database.ExecuteAsync($"ALTER TABLE {table} MODIFY COLUMN StoredAt DateTime64(9) MATERIALIZED now64(9) - toIntervalSecond({(long)ago.TotalSeconds})", Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopInterpretersAsync();
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await done())
        {
            await pace.WaitForNextTickAsync(guard.Token);
        }
    }

    private IReadOnlyList<FrameBlock> Blocks(IMessage request)
    {
        using var decoding = new Decoding();
        OtlpSignal signal = request is ExportTraceServiceRequest ? OtlpSignal.Traces : OtlpSignal.Logs;
        Assert.True(request is ExportTraceServiceRequest or ExportLogsServiceRequest);
        RequestContext context = Decoding.Context(signal, OtlpEncoding.Protobuf) with { RequestHash = new UInt128(++_requests, 0) };
        Assert.True(decoding.Decode(request.ToByteArray(), in context).IsOk);
        return FrameReader.Read(decoding.Frame());
    }

    private sealed class ListLogger(ConcurrentQueue<string> lines) : ILogger<Interpreter>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));
    }
}
