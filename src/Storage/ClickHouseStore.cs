using Tracing.Storage.Connection;
using Tracing.Storage.Reads;
using Tracing.Storage.Schema;
using Tracing.Storage.Writes;

namespace Tracing.Storage;

/// <summary>The store: one database of one ClickHouse, embedded or remote. Safe for concurrent use.</summary>
public sealed class ClickHouseStore : IAsyncDisposable
{
    private readonly EngineSession _session;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Opens the store; nothing is sent before the first call.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="embedded">The embedded engine's handler, owned by the caller; null where the options hold an address.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    public ClickHouseStore(StorageOptions options, HttpMessageHandler? embedded = null, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _session = new EngineSession(options, embedded);
        Writer = new BlockWriter(_session, options, _time);
        Derived = new DerivedWriter(_session);
        Bindings = new BindingWriter(_session, _time);
        Reads = new StoreReader(_session, options.Reads);
    }

    /// <summary>Writes raw blocks.</summary>
    public IBlockWriter Writer { get; }

    /// <summary>Writes what is derived from them.</summary>
    public DerivedWriter Derived { get; }

    /// <summary>Writes what binds records without a run.</summary>
    public BindingWriter Bindings { get; }

    /// <summary>Answers questions.</summary>
    public StoreReader Reads { get; }

    /// <summary>Makes the database, brings its schema up to date, and applies retention and durability.</summary>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <returns>What was changed.</returns>
    /// <exception cref="SchemaFailure">The database has another history than this program.</exception>
    public async Task<SchemaReport> MigrateAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> applied = await new Migrator(_session, Migration.All, _time).ApplyAsync(cancellationToken);
        IReadOnlyList<string> tuned = await new TableTuning(_session, _options).ApplyAsync(cancellationToken);
        return new SchemaReport(applied, tuned);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }
}
