using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Collector.Insert;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;
using Tracing.EngineFixture;
using Tracing.Storage;

namespace Tracing.Collector.Tests.Receive;

/// <summary>A whole collector over a database of its own on the real engine.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ClickHouseStore _store;

    private PipelineHost(TestDatabase database, DirectoryInfo folder, ClickHouseStore store, Pipeline pipeline)
    {
        Database = database;
        _folder = folder;
        _store = store;
        Pipeline = pipeline;
    }

    public TestDatabase Database { get; }

    public Pipeline Pipeline { get; }

    public static async Task<PipelineHost> StartAsync(EngineFixture.EngineFixture engine, Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        TestDatabase database = await engine.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-pipeline-");
        HttpMessageHandler handler = database.CreateHandler();
        var store = new ClickHouseStore(new StorageOptions { Database = database.Name }, between?.Invoke(handler) ?? handler);
        Pipeline pipeline = await Pipeline.StartAsync(Options(folder), store, null, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        return new PipelineHost(database, folder, store, pipeline);
    }

    public static CollectorOptions Options(DirectoryInfo folder) => new()
    {
        Receive = new ReceiveOptions { Grpc = "127.0.0.1:0", Http = "127.0.0.1:0" },
        Queue = new QueueOptions { Directory = folder.FullName },

        // A busy machine may take longer than the default to migrate and to insert what is queued.
        Insert = new InsertOptions { StopWithin = TimeSpan.FromMinutes(2) },
    };

    /// <summary>The first column of the first row, once a count has reached what is expected.</summary>
    public async Task<string> ReadAsync(string sql, string table, long rows)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        while (await Database.CountAsync($"SELECT count() FROM {table}", guard.Token) < rows)
        {
            await Task.Delay(20, guard.Token);
        }

        Assert.Equal(rows, await Database.CountAsync($"SELECT count() FROM {table}", guard.Token));
        return (string)(await Database.ScalarAsync(sql, guard.Token))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        await _store.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
