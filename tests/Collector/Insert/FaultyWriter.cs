using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Tests.Insert;

/// <summary>The real writer, with faults on the way to and from it.</summary>
/// <param name="inner">The real one.</param>
internal sealed class FaultyWriter(IBlockWriter inner) : IBlockWriter
{
    /// <summary>Runs before every insert, with its block; what it throws is the answer.</summary>
    public Func<SplicedBlock, Task> BeforeInsert { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after every insert that succeeded; what it throws is the answer.</summary>
    public Func<TableTag, ulong, Task> AfterInsert { get; set; } = (_, _) => Task.CompletedTask;

    public async Task InsertAsync(TableTag table, SplicedBlock block, ulong batch, CancellationToken cancellationToken)
    {
        await BeforeInsert(block);
        await inner.InsertAsync(table, block, batch, cancellationToken);
        await AfterInsert(table, batch);
    }

    public Task<ulong> CountBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken) =>
        inner.CountBatchAsync(table, batch, cancellationToken);

    public Task DeleteBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken) =>
        inner.DeleteBatchAsync(table, batch, cancellationToken);

    public Task RecordTouchesAsync(ulong batch, IReadOnlyCollection<RunTouch> touches, CancellationToken cancellationToken) =>
        inner.RecordTouchesAsync(batch, touches, cancellationToken);
}
