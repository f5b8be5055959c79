using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>Every single call fails once, and every call from some point on fails for a while; senders repeat what was not stored.</summary>
public sealed class DiskFaultTests
{
    private const int Frames = 10;

    [Theory]
    [InlineData(DiskFault.Error, 1)]
    [InlineData(DiskFault.NoSpace, 1)]
    [InlineData(DiskFault.ShortWrite, 1)]
    [InlineData(DiskFault.Error, 7)]
    [InlineData(DiskFault.NoSpace, 7)]
    [InlineData(DiskFault.ShortWrite, 7)]
    public async Task Every_frame_is_delivered_once_whichever_call_fails(DiskFault fault, int calls)
    {
        var total = await LiveAsync(new StrictDisk(), new ManualTime());
        Assert.True(total > 25);
        for (var at = 1; at <= total; at++)
        {
            var from = at;
            foreach (var policy in (CrashPolicy[])[CrashPolicy.Keep, CrashPolicy.Lose])
            {
                var time = new ManualTime();
                var disk = new StrictDisk
                {
                    Faults = call => call.Kind != DiskCallKind.Read && call.Ordinal >= from && call.Ordinal < from + calls ? fault : null,
                };
                await LiveAsync(disk, time);
                disk.Faults = null;

                await using var again = await QueueSession.OpenAsync(disk.AfterCrash(policy, new Random(0)), time);
                var ids = (await again.ReadAllAsync()).ConvertAll(QueueSession.IdOf);
                Assert.True(
                    Enumerable.Range(0, Frames).SequenceEqual(ids.Order()), $"{fault} at {from}, {policy}: {string.Join(' ', ids)}");
            }
        }
    }

    [Fact]
    public async Task After_a_failed_sync_the_answer_is_Failed_and_a_new_segment_follows()
    {
        var disk = new StrictDisk();
        await using var queue = await QueueSession.OpenAsync(disk, new ManualTime());
        await queue.AppendAsync(1);
        disk.Faults = Once(call => call.Kind == DiskCallKind.Sync, DiskFault.Error);

        Assert.Equal(AppendOutcome.Failed, await queue.AppendAsync(2));
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(2));

        Assert.Equal(1, queue.Statistics.PoisonedSegments);
        Assert.Equal(2, queue.Statistics.Segments);
        Assert.Equal([1, 2], (await queue.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task What_a_poisoned_segment_still_holds_is_not_delivered_after_a_restart()
    {
        // The disk says no to the sync and to the cutting, and keeps the bytes all the same.
        var disk = new StrictDisk();
        var time = new ManualTime();
        await using (var queue = await QueueSession.OpenAsync(disk, time))
        {
            await queue.AppendAsync(1);
            var failing = true;
            disk.Faults = call => failing && call.Kind is DiskCallKind.Sync or DiskCallKind.Truncate ? DiskFault.Error : null;
            Assert.Equal(AppendOutcome.Failed, await queue.AppendAsync(2));
            failing = false;
            disk.Faults = null;
            Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(2));
        }

        await using var again = await QueueSession.OpenAsync(disk.AfterCrash(CrashPolicy.Keep, new Random(0)), time);
        Assert.Equal([1, 2], (await again.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task A_full_disk_is_answered_Full_and_appends_succeed_by_themselves_when_there_is_space()
    {
        var disk = new StrictDisk();
        await using var queue = await QueueSession.OpenAsync(disk, new ManualTime());
        await queue.AppendAsync(1);
        disk.Faults = call => call.Kind is DiskCallKind.Write or DiskCallKind.Create ? DiskFault.ShortWrite : null;

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(AppendOutcome.Full, await queue.AppendAsync(2, 300));
        }

        disk.Faults = null;
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(2, 300));
        Assert.Equal([1, 2], (await queue.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task A_full_disk_is_emptied_by_confirming_and_resends_are_still_recognised()
    {
        var disk = new StrictDisk();
        var time = new ManualTime();
        await using (var queue = await QueueSession.OpenAsync(disk, time))
        {
            for (var id = 0; id < 12; id++)
            {
                await queue.AppendAsync(id);
            }

            // No file can grow until some segment was cut down or deleted.
            var freed = false;
            disk.Faults = call =>
            {
                freed |= call.Kind is DiskCallKind.Delete or DiskCallKind.Truncate && call.Path.EndsWith(".seg", StringComparison.Ordinal);
                return !freed && call.Kind is DiskCallKind.Write ? DiskFault.NoSpace : null;
            };
            await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
            Assert.Equal(1, queue.Statistics.Segments);
        }

        await using var again = await QueueSession.OpenAsync(disk, time);
        for (var id = 0; id < 12; id++)
        {
            Assert.Equal(AppendOutcome.AlreadyStored, await again.AppendAsync(id));
        }
    }

    private static Func<DiskCall, DiskFault?> Once(Func<DiskCall, bool> which, DiskFault fault)
    {
        var done = false;
        return call =>
        {
            if (done || !which(call))
            {
                return null;
            }

            done = true;
            return fault;
        };
    }

    /// <summary>Opens, as often as it takes, and appends each frame, as often as it takes. Returns the calls made.</summary>
    private static async Task<int> LiveAsync(StrictDisk disk, ManualTime time)
    {
        DurableQueue? queue = null;
        for (var tries = 0; queue is null && tries < 20; tries++)
        {
            try
            {
                queue = await QueueSession.OpenAsync(disk, time);
            }
            catch (IOException)
            {
            }
        }

        await using (queue)
        {
            for (var id = 0; id < Frames; id++)
            {
                var outcome = AppendOutcome.Failed;
                for (var tries = 0; outcome is not (AppendOutcome.Stored or AppendOutcome.AlreadyStored) && tries < 20; tries++)
                {
                    outcome = await queue!.AppendAsync(id, 60 + (id * 20));
                }

                Assert.True(outcome is AppendOutcome.Stored, $"{id}: {outcome}");
            }

            Assert.Equal(Enumerable.Range(0, Frames), (await queue!.ReadAllAsync()).Select(QueueSession.IdOf));
            return disk.Changes;
        }
    }
}
