using Tracing.EngineFixture;

namespace Tracing.Storage.Tests.Support;

/// <summary>A migrated store in a database of its own.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private readonly HttpMessageHandler _handler;

    private StoreFixture(TestDatabase database, HttpMessageHandler handler, StorageOptions options)
    {
        Database = database;
        _handler = handler;
        Store = new ClickHouseStore(options, handler);
    }

    public TestDatabase Database { get; }

    public ClickHouseStore Store { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StoreFixture> CreateAsync(EngineFixture.EngineFixture engine, Func<StorageOptions, StorageOptions>? change = null)
    {
        StoreFixture fixture = await CreateEmptyAsync(engine, change);
        await fixture.Store.MigrateAsync(Cancel);
        return fixture;
    }

    public static async Task<StoreFixture> CreateEmptyAsync(EngineFixture.EngineFixture engine, Func<StorageOptions, StorageOptions>? change = null)
    {
        TestDatabase database = await engine.CreateDatabaseAsync(Cancel);
        var options = new StorageOptions { Database = database.Name };
        return new StoreFixture(database, database.CreateHandler(), change?.Invoke(options) ?? options);
    }

    /// <summary>Another store on the same database.</summary>
    public ClickHouseStore Open(Func<StorageOptions, StorageOptions>? change = null)
    {
        var options = new StorageOptions { Database = Database.Name };
        return new ClickHouseStore(change?.Invoke(options) ?? options, _handler);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        _handler.Dispose();
    }
}
