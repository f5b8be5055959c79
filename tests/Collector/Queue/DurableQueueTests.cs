using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

public sealed class DurableQueueTests
{
    private readonly StrictDisk _disk = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Frames_come_back_whole_and_in_order_across_segments()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        for (var id = 0; id < 20; id++)
        {
            Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(id, 10 + (id * 7)));
        }

        var frames = await queue.ReadAllAsync();

        Assert.True(queue.Statistics.Segments > 3);
        Assert.Equal(20, queue.Statistics.Frames);
        Assert.Equal(Enumerable.Range(0, 20), frames.Select(QueueSession.IdOf));
        Assert.All(frames, frame => Assert.Equal(
            QueueSession.Payload(QueueSession.IdOf(frame), 10 + (QueueSession.IdOf(frame) * 7)), frame.Payload.ToArray()));
        Assert.Equal(frames.Select(frame => frame.Sequence).Order(), frames.Select(frame => frame.Sequence));
    }

    [Fact]
    public async Task An_empty_frame_is_a_frame()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);

        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(UInt128.Zero, default, TestContext.Current.CancellationToken));

        Assert.Equal(0, Assert.Single(await queue.ReadAllAsync()).Payload.Length);
    }

    [Fact]
    public async Task A_frame_larger_than_a_segment_has_one_to_itself_and_is_read_after_a_restart()
    {
        await using (var queue = await QueueSession.OpenAsync(_disk, _time))
        {
            await queue.AppendAsync(1);
            Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(2, 4000));
            await queue.AppendAsync(3);
        }

        await using var again = await QueueSession.OpenAsync(_disk, _time);
        Assert.Equal([1, 2, 3], (await again.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task A_frame_over_the_limit_is_refused_for_good()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);

        Assert.Equal(AppendOutcome.TooLarge, await queue.AppendAsync(1, 4097));
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(2, 4096));
    }

    [Fact]
    public async Task What_was_not_confirmed_is_read_again_after_a_restart_and_what_was_is_not()
    {
        ulong noted;
        await using (var queue = await QueueSession.OpenAsync(_disk, _time))
        {
            for (var id = 0; id < 10; id++)
            {
                await queue.AppendAsync(id);
            }

            noted = (await queue.ReadAllAsync())[5].Sequence;
            await queue.ConfirmAsync(noted);
        }

        await using var again = await QueueSession.OpenAsync(_disk, _time);
        Assert.Equal([6, 7, 8, 9], (await again.ReadAllAsync(noted)).Select(QueueSession.IdOf));
        Assert.Equal(4, again.Statistics.Frames);
    }

    [Fact]
    public async Task Confirming_frees_whole_segments_and_the_bytes_are_those_of_the_files()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        for (var id = 0; id < 12; id++)
        {
            await queue.AppendAsync(id);
        }

        var before = queue.Statistics;
        await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);

        var segments = _disk.Files(QueueSession.Folder).Where(file => file.Key.EndsWith(".seg", StringComparison.Ordinal)).ToList();
        Assert.Single(segments);
        Assert.Equal(segments.Sum(file => file.Value.Length), queue.Statistics.Bytes);
        Assert.True(before.Bytes > queue.Statistics.Bytes);
        Assert.Equal(0, queue.Statistics.Frames);
    }

    [Fact]
    public async Task A_confirmed_segment_is_kept_for_the_time_asked_for()
    {
        await using var queue = await QueueSession.OpenAsync(
            _disk, _time, QueueSession.Small with { KeepConfirmed = TimeSpan.FromMinutes(5) });
        for (var id = 0; id < 12; id++)
        {
            await queue.AppendAsync(id);
        }

        await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
        var kept = queue.Statistics.Segments;
        _time.Advance(TimeSpan.FromMinutes(6));
        await queue.TidyAsync();

        Assert.True(kept > 1);
        Assert.Equal(1, queue.Statistics.Segments);
    }

    [Fact]
    public async Task What_is_kept_for_a_time_gives_way_to_new_frames_at_the_bound_of_bytes()
    {
        await using var queue = await QueueSession.OpenAsync(
            _disk, _time, QueueSession.Small with { MaxBytes = 2000, KeepConfirmed = TimeSpan.FromMinutes(5) });
        for (var id = 0; id < 60; id++)
        {
            Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(id));
            await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
            Assert.InRange(queue.Statistics.Bytes, 1, 2000);
        }

        Assert.InRange(queue.Statistics.Bytes, 1000, 2000);

        // What is not confirmed does not give way.
        var stored = 0;
        while (await queue.AppendAsync(100 + stored) == AppendOutcome.Stored)
        {
            stored++;
        }

        Assert.InRange(stored, 5, 20);
        Assert.Equal(Enumerable.Range(100, stored), (await queue.ReadAllAsync()).Select(QueueSession.IdOf).Where(id => id >= 100));
        Assert.InRange(queue.Statistics.Bytes, 1, 2000);
    }

    [Fact]
    public async Task Past_the_bound_of_bytes_the_answer_is_Full_until_something_is_confirmed()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time, QueueSession.Small with { MaxBytes = 1000 });
        var stored = 0;
        while (await queue.AppendAsync(stored) == AppendOutcome.Stored)
        {
            stored++;
        }

        Assert.InRange(stored, 1, 20);
        Assert.InRange(queue.Statistics.Bytes, 1, 1000);
        Assert.Equal(AppendOutcome.Full, await queue.AppendAsync(stored));

        await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(stored));
    }

    [Fact]
    public async Task Appends_that_wait_for_the_disk_are_bounded_in_bytes()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time, QueueSession.Small with { MaxPendingBytes = 500 });
        using var hold = new ManualResetEventSlim();
        _disk.Faults = call =>
        {
            if (call.Kind == DiskCallKind.Sync)
            {
                hold.Wait(TestContext.Current.CancellationToken);
            }

            return null;
        };

        var first = queue.AppendAsync(1, 100);
        var second = queue.AppendAsync(2, 100);
        Assert.Equal(AppendOutcome.Full, await queue.AppendAsync(3, 100));
        hold.Set();
        Assert.Equal(AppendOutcome.Stored, await first);
        Assert.Equal(AppendOutcome.Stored, await second);
        Assert.Equal(0, queue.Statistics.PendingBytes);
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(3, 100));
    }

    [Fact]
    public async Task An_append_cancelled_before_it_is_taken_leaves_nothing_behind()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await queue.AppendAsync(QueueSession.Hash(1), QueueSession.Payload(1, 50), cancelled.Token));

        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(1));
        Assert.Equal(0, queue.Statistics.PendingBytes);
    }

    [Fact]
    public async Task An_append_cancelled_while_the_disk_works_is_answered_by_the_disk()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        using var hold = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        _disk.Faults = call =>
        {
            if (call.Kind == DiskCallKind.Sync)
            {
                hold.Wait(TestContext.Current.CancellationToken);
            }

            return null;
        };

        var append = queue.AppendAsync(QueueSession.Hash(1), QueueSession.Payload(1, 50), cancelled.Token);
        await cancelled.CancelAsync();
        hold.Set();

        Assert.Equal(AppendOutcome.Stored, await append);
        Assert.Equal(AppendOutcome.AlreadyStored, await queue.AppendAsync(1));
    }

    [Fact]
    public async Task After_closing_appends_fail_and_may_be_repeated_elsewhere()
    {
        var queue = await QueueSession.OpenAsync(_disk, _time);
        await queue.DisposeAsync();

        Assert.Equal(AppendOutcome.Failed, await queue.AppendAsync(1));
    }

    [Fact]
    public async Task Sequences_rise_past_what_the_reader_noted_even_when_all_segments_are_gone()
    {
        ulong noted;
        await using (var queue = await QueueSession.OpenAsync(_disk, _time))
        {
            for (var id = 0; id < 30; id++)
            {
                await queue.AppendAsync(id);
            }

            noted = (await queue.ReadAllAsync())[^1].Sequence;
        }

        foreach (var name in _disk.Files(QueueSession.Folder).Keys.Where(name => name.EndsWith(".seg", StringComparison.Ordinal)))
        {
            _disk.Tamper($"{QueueSession.Folder}/{name}", null);
        }

        await using var again = await QueueSession.OpenAsync(_disk, _time);
        using var reader = await again.StartAfterAsync(noted);
        await again.AppendAsync(100);
        var frame = Assert.Single(reader.ReadAll());
        Assert.Equal(100, QueueSession.IdOf(frame));
        Assert.True(frame.Sequence > noted);
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_an_append()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        using var reader = await queue.StartAfterAsync(0);
        Assert.Null(reader.TryRead());

        var wait = reader.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        await queue.AppendAsync(1);

        Assert.True(await wait);
        Assert.Equal(1, QueueSession.IdOf(reader.TryRead()!));
    }
}
