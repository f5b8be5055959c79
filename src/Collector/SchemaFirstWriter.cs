using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Schema;
using Tracing.Storage.Writes;

namespace Tracing.Collector;

/// <summary>
/// Writes to a store whose schema is brought up to date first. A store that is away when the collector starts is met at
/// the first insert; until then requests are queued. For one inserter: not safe for concurrent use.
/// </summary>
internal sealed class SchemaFirstWriter(ClickHouseStore store, ILogger logger) : IBlockWriter
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(15);
    private bool _prepared;

    /// <summary>Tries once, for a limited time; a store that does not answer is tried again before the first insert.</summary>
    /// <exception cref="SchemaFailure">The database is not one of this program's.</exception>
    public async Task TryPrepareAsync(CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(FirstTry);
        try
        {
            await PrepareAsync(limited.Token);
        }
        catch (WriteFailure e)
        {
            Log.StoreAway(logger, e.InnerException?.Message ?? e.Reason);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Log.StoreAway(logger, "it did not answer in time");
        }
    }

    /// <inheritdoc/>
    public async Task InsertAsync(TableTag table, SplicedBlock block, ulong batch, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await store.Writer.InsertAsync(table, block, batch, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ulong> CountBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await store.Writer.CountBatchAsync(table, batch, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await store.Writer.DeleteBatchAsync(table, batch, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RecordTouchesAsync(ulong batch, IReadOnlyCollection<RunTouch> touches, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await store.Writer.RecordTouchesAsync(batch, touches, cancellationToken);
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        if (_prepared)
        {
            return;
        }

        try
        {
            await store.MigrateAsync(cancel);
            _prepared = true;
        }
        catch (Exception e) when (e is not (SchemaFailure or OperationCanceledException))
        {
            throw new WriteFailure("the store's schema cannot be brought up to date yet", permanent: false, inDoubt: false, e);
        }
    }
}
