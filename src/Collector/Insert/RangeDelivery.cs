using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Insert;

/// <summary>
/// Brings one range into the store exactly once: OK confirms a table; doubt is settled by counting the range there:
/// all, done; none, send; some, delete and send.
/// </summary>
/// <param name="writer">The store.</param>
/// <param name="persistence">Repeats what may be repeated.</param>
internal sealed class RangeDelivery(IBlockWriter writer, Persistence persistence)
{
    private long _doubts;

    public long Doubts => Volatile.Read(ref _doubts);

    /// <summary>Delivers the frames of a range.</summary>
    /// <param name="range">The range as planned.</param>
    /// <param name="frames">Its frames, as far as they can be read.</param>
    /// <param name="inDoubt">It was planned before this process began.</param>
    /// <returns>The runs and traces it touched.</returns>
    /// <exception cref="RangeRefusedException">Refused for good; some of it may be stored.</exception>
    public async Task<IReadOnlyCollection<RunTouch>> DeliverAsync(InsertRange range, IReadOnlyList<LoadedFrame> frames, bool inDoubt)
    {
        // Frames can be fewer than planned only when the disk lost some; then what is stored of the range is worth keeping.
        var complete = RowCounts.Of(frames) == range.Rows;
        var touches = new HashSet<RunTouch>();
        foreach (var table in RowCounts.Tables)
        {
            var splicer = new BlockSplicer(table);
            foreach (var block in frames.SelectMany(static frame => frame.Blocks).Where(block => block.Tag == table))
            {
                splicer.Add(block);
            }

            if (splicer.Rows == 0)
            {
                continue;
            }

            var spliced = splicer.Build(range.Batch);
            touches.UnionWith(spliced.Touches);
            await DeliverAsync(range, spliced, complete, inDoubt);
        }

        if (touches.Count == 0)
        {
            return touches;
        }

        await persistence.RunAsync("recording touched runs", ct => writer.RecordTouchesAsync(range.Batch, touches, ct));
        return touches;
    }

    /// <summary>Removes whatever is stored of a range.</summary>
    public async Task RemoveAsync(InsertRange range)
    {
        foreach (var table in RowCounts.Tables)
        {
            if (range.Rows[table] > 0)
            {
                await persistence.RunAsync("removing a refused range", async ct =>
                {
                    if (await writer.CountBatchAsync(table, range.Batch, ct) > 0)
                    {
                        await writer.DeleteBatchAsync(table, range.Batch, ct);
                    }
                });
            }
        }
    }

    private async Task DeliverAsync(InsertRange range, SplicedBlock block, bool complete, bool inDoubt)
    {
        var table = block.Table;
        var expected = (ulong)range.Rows[table];
        var doubt = inDoubt;
        var doubted = false;
        try
        {
            // After any doubt the count is asked once more at the end: an insert that was given up may have landed late.
            await persistence.RunRefusableAsync(
                $"inserting into {TableLayouts.Find(table)!.Table}",
                async ct =>
                {
                    if (doubt)
                    {
                        doubted = true;
                        Volatile.Write(ref _doubts, _doubts + 1);
                        if (await IsThereAsync(range, table, expected, complete, ct))
                        {
                            return;
                        }

                        doubt = false;
                    }

                    await writer.InsertAsync(table, block, range.Batch, ct);
                    if (doubted && complete && await writer.CountBatchAsync(table, range.Batch, ct) != expected)
                    {
                        throw new WriteFailure("the range is not there as it was sent", permanent: false, inDoubt: true);
                    }
                },
                leavesDoubt => doubt |= leavesDoubt);
        }
        catch (WriteFailure e)
        {
            throw new RangeRefusedException(TableLayouts.Find(table)!.Table, e.Reason);
        }
    }

    private async Task<bool> IsThereAsync(InsertRange range, TableTag table, ulong expected, bool complete, CancellationToken ct)
    {
        var count = await writer.CountBatchAsync(table, range.Batch, ct);
        if (count == expected)
        {
            return true;
        }

        if (count > 0 && complete)
        {
            await writer.DeleteBatchAsync(table, range.Batch, ct);
        }

        return false;
    }
}
