using System.Globalization;
using Tracing.Storage.Columns;
using Tracing.Storage.Connection;
using Tracing.Storage.Failures;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <inheritdoc cref="IBlockWriter"/>
internal sealed class BlockWriter(EngineSession session, StorageOptions options, TimeProvider time) : IBlockWriter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, object> DeleteSettings = new()
    {
        ["lightweight_deletes_sync"] = 2,
        ["mutations_sync"] = 2,
        ["lightweight_delete_mode"] = "alter_update",
    };

    /// <inheritdoc/>
    public Task InsertAsync(TableTag table, SplicedBlock block, ulong batch, CancellationToken cancellationToken)
    {
        if (block.Table != table || block.Batch != batch)
        {
            throw new ArgumentException("the block was made for another table or range", nameof(block));
        }

        return WriteAsync(
            async token =>
            {
                await using Stream bytes = block.OpenStream();
                await session.InsertNativeAsync(
                    Name(table), block.ColumnNames, bytes, InsertSettings.ForBlock(InsertMark.Of(table, batch)), token);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ulong> CountBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken)
    {
        ulong count = 0;
        await WriteAsync(
            async token =>
            {
                await EndRunningAsync(InsertMark.Of(table, batch), token);
                List<ulong> counts = await session.QueryAsync(
                    new QueryText<ulong>(
                        $"SELECT count() FROM {Name(table)} WHERE Batch = {{batch:UInt64}}",
                        new Parameters().UInt64("batch", batch),
                        row => row.UInt64()),
                    null,
                    token);
                count = counts[0];
            },
            cancellationToken);
        return count;
    }

    /// <inheritdoc/>
    public Task DeleteBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken) =>
        WriteAsync(
            token => session.ExecuteAsync(
                $"DELETE FROM {Name(table)} WHERE Batch = {batch.ToString(CultureInfo.InvariantCulture)}", null, DeleteSettings, token),
            cancellationToken);

    /// <inheritdoc/>
    public Task RecordTouchesAsync(ulong batch, IReadOnlyCollection<RunTouch> touches, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().ToUnixNanoseconds();
        TouchRow[] rows = [.. touches.Select(touch => new TouchRow(touch.RunId, touch.TraceId, batch, now))];
        RunTraceRow[] traces = [.. touches
            .Where(touch => touch is { RunId.Length: > 0, TraceId.Length: > 0 })
            .Select(touch => new RunTraceRow(touch.TraceId, touch.RunId, RunTraceSources.Record))];
        return WriteAsync(
            async token =>
            {
                await session.InsertRowsAsync(TouchTables.RunTraces, traces, InsertSettings.ForRows(), token);
                await session.InsertRowsAsync(TouchTables.RunTouches, rows, InsertSettings.ForRows(), token);
            },
            cancellationToken);
    }

    private static string Name(TableTag table) =>
        TableLayouts.Find(table)?.Table ?? throw new ArgumentOutOfRangeException(nameof(table), table, "no such table");

    // An insert that its client gave up may still be running: counted now, it could add rows afterwards.
    private async Task EndRunningAsync(string mark, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (await session.CountAsync(InsertMark.CountRunning, mark, cancellationToken) > 0)
        {
            await session.ExecuteAsync(InsertMark.KillRunning, new Parameters().String("mark", mark), null, cancellationToken);
            await Task.Delay(pause, time, cancellationToken);
            pause = pause < LastPause ? pause * 2 : pause;
        }
    }

    private async Task WriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(options.InsertTimeout);
        try
        {
            await write(bounded.Token);
        }
        catch (Exception fault) when (fault is not ArgumentException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WriteFaults.Of(fault);
        }
    }
}
