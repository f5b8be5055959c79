using Tracing.Collector.Queue;
using Tracing.Collector.Tests.Queue;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Insert;

public sealed class InserterTests
{
    private readonly StrictDisk _disk = new();
    private readonly FakeStore _store = new();

    [Fact]
    public async Task Requests_that_pile_up_go_in_few_large_inserts_in_order()
    {
        var down = true;
        _store.Faults = (_, _) => down ? StoreFault.Down : null;
        await using var session = await InsertSession.OpenAsync(_disk, _store);
        for (var id = 0; id < 200; id++)
        {
            Assert.Equal(AppendOutcome.Stored, await session.AppendAsync(id));
        }

        down = false;
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 200), TableTag.Spans, TableTag.Logs);
        Assert.InRange(_store.Inserts(TableTag.Spans).Count, 1, 20);
        Assert.Equal(800, _store.Inserts(TableTag.Spans).Sum(i => i.Rows));
        Assert.Equal(_store.Inserts(TableTag.Spans).Select(i => i.Batch).Order(), _store.Inserts(TableTag.Spans).Select(i => i.Batch));
    }

    [Fact]
    public async Task Touched_runs_are_recorded_before_the_range_is_confirmed_and_then_told()
    {
        var told = new List<RunTouch>();
        await using var session = await InsertSession.OpenAsync(_disk, _store, touched: touches =>
        {
            Assert.All(touches, touch => Assert.Contains(touch, _store.Touches));
            told.AddRange(touches);
        });
        await session.AppendAsync(1);
        await session.AppendAsync(2);
        await session.DrainedAsync();

        Assert.Equal([Frames.Touch(1), Frames.Touch(2)], told.OrderBy(t => t.TraceId));
    }

    [Theory]
    [InlineData(nameof(StoreFault.AnswerLost))]
    [InlineData(nameof(StoreFault.HalfStored))]
    [InlineData(nameof(StoreFault.Down))]
    public async Task Whatever_a_failed_call_left_behind_every_request_is_stored_once(string fault)
    {
        // Many calls fail, whatever they are: also those that are made to settle doubt.
        var random = new Random(7);
        _store.Faults = (_, _) => random.Next(5) < 2 ? Enum.Parse<StoreFault>(fault) : null;
        await using var session = await InsertSession.OpenAsync(_disk, _store);
        for (var id = 0; id < 50; id++)
        {
            await session.AppendAsync(id);
        }

        await session.DrainedAsync();
        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 50), TableTag.Spans, TableTag.Logs);
        Assert.True(session.Inserter.Statistics.Retries > 0);
        Assert.Equal(300, session.Inserter.Statistics.Rows);
    }

    [Theory]
    [InlineData(nameof(StoreFault.Hang))]
    [InlineData(nameof(StoreFault.LandsLate))]
    public async Task An_insert_that_never_answers_is_given_up_and_settled_even_if_it_lands_later(string fault)
    {
        var calls = 0;
        _store.Faults = (step, _) => step == StoreStep.Insert && ++calls <= 1 ? Enum.Parse<StoreFault>(fault) : null;
        await using var session = await InsertSession.OpenAsync(
            _disk, _store, InsertSession.Quick with { Timeout = TimeSpan.FromMilliseconds(100) });
        await session.AppendAsync(1);
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, [1], TableTag.Spans, TableTag.Logs);
        Assert.True(session.Inserter.Statistics.Doubts > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_request_that_is_refused_for_good_is_set_aside_and_its_neighbours_are_stored(bool late)
    {
        var down = true;
        _store.Faults = (_, _) => down ? StoreFault.Down : null;
        _store.Refuses = touch => touch == Frames.Touch(13);
        _store.RefusesLate = late;
        await using var session = await InsertSession.OpenAsync(_disk, _store);
        for (var id = 0; id < 32; id++)
        {
            await session.AppendAsync(id);
        }

        down = false;
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 32).Where(id => id != 13), TableTag.Spans, TableTag.Logs);
        var entry = Assert.Single(session.Inserter.SetAside.List());
        Assert.Equal("otel_traces", entry.Table);
        Assert.Equal("the block cannot be parsed", entry.Reason);
        Assert.Equal(6, entry.Rows.Total);
        Assert.Equal(1, session.Inserter.Statistics.SetAside);
    }

    [Fact]
    public async Task What_was_set_aside_is_stored_by_a_replay_once_the_store_takes_it()
    {
        _store.Refuses = touch => touch == Frames.Touch(2);
        await using (var session = await InsertSession.OpenAsync(_disk, _store))
        {
            for (var id = 0; id < 4; id++)
            {
                await session.AppendAsync(id);
            }

            await session.DrainedAsync();
        }

        _store.Refuses = _ => false;
        await using var again = await InsertSession.OpenAsync(_disk, _store);
        var result = await again.Inserter.SetAside.ReplayAsync(again.Queue, TestContext.Current.CancellationToken);
        await again.DrainedAsync();

        Assert.Equal(1, result.Replayed);
        Assert.Empty(again.Inserter.SetAside.List());
        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 4), TableTag.Spans, TableTag.Logs);
    }

    [Fact]
    public async Task A_frame_that_cannot_be_understood_is_set_aside_byte_for_byte()
    {
        await using var session = await InsertSession.OpenAsync(_disk, _store);
        await session.AppendAsync(1);
        await session.AppendAsync(2, [9, 9, 9]);
        await session.AppendAsync(3);
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, [1, 3], TableTag.Spans, TableTag.Logs);
        var entry = Assert.Single(session.Inserter.SetAside.List());
        Assert.Contains("version 9", entry.Reason, StringComparison.Ordinal);
        Assert.Equal([9, 9, 9], _disk.Files($"{QueueSession.Folder}/set-aside")[entry.Id + ".frame"]);
    }

    [Fact]
    public async Task With_the_store_held_memory_stays_in_its_bound_and_everything_arrives_after_release()
    {
        const int Bound = 64 << 10;
        var held = true;
        _store.Faults = (_, _) => held ? StoreFault.Down : null;
        await using var session = await InsertSession.OpenAsync(_disk, _store, InsertSession.Quick with { MaxBytes = Bound });
        var payload = Frames.Make(0, spans: 40).Length;
        for (var id = 0; id < 100; id++)
        {
            Assert.Equal(AppendOutcome.Stored, await session.AppendAsync(id, Frames.Make(id, spans: 40)));
            Assert.InRange(session.Inserter.Statistics.BytesInHand, 0, Bound + payload);
        }

        await InsertSession.EventuallyAsync(() => session.Inserter.Statistics.Retries > 10);
        Assert.InRange(session.Inserter.Statistics.BytesInHand, 1, Bound + payload);
        Assert.NotNull(session.Inserter.Statistics.OldestInHand);
        held = false;
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 100), TableTag.Spans);
        Assert.Equal(0, session.Inserter.Statistics.BytesInHand);
    }

    [Fact]
    public async Task Stopping_delivers_what_is_queued_while_the_store_answers()
    {
        await using var session = await InsertSession.OpenAsync(_disk, _store);
        for (var id = 0; id < 40; id++)
        {
            await session.AppendAsync(id);
        }

        await session.Inserter.StopAsync(TestContext.Current.CancellationToken);

        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 40), TableTag.Spans, TableTag.Logs);
        Assert.Equal(0, session.Queue.Statistics.Frames);
    }

    [Fact]
    public async Task Stopping_delivers_what_was_queued_just_before_the_inserter_began_to_wait()
    {
        var opened = new TaskCompletionSource<InsertSession>();
        var stopped = new TaskCompletionSource<Task>();
        var time = new WatchedTime(async () =>
        {
            var inserting = await opened.Task;
            await inserting.AppendAsync(0);
            stopped.SetResult(inserting.Inserter.StopAsync(CancellationToken.None));
        });
        await using var session = await InsertSession.OpenAsync(_disk, _store, time: time);
        opened.SetResult(session);
        await (await stopped.Task);

        InsertSession.AssertExactlyOnce(_store, [0], TableTag.Spans, TableTag.Logs);
        Assert.Equal(0, session.Queue.Statistics.Frames);
    }

    [Theory]
    [InlineData(nameof(StoreFault.Down))]
    [InlineData(nameof(StoreFault.Hang))]
    public async Task Stopping_with_the_store_down_ends_in_time_and_the_queue_keeps_everything(string fault)
    {
        _store.Faults = (_, _) => Enum.Parse<StoreFault>(fault);
        await using (var session = await InsertSession.OpenAsync(
            _disk, _store, InsertSession.Quick with { StopWithin = TimeSpan.FromMilliseconds(50) }))
        {
            for (var id = 0; id < 20; id++)
            {
                await session.AppendAsync(id);
            }

            await session.Inserter.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(20, session.Queue.Statistics.Frames);
        }

        _store.Faults = null;
        await using var again = await InsertSession.OpenAsync(_disk, _store);
        await again.DrainedAsync();
        InsertSession.AssertExactlyOnce(_store, Enumerable.Range(0, 20), TableTag.Spans, TableTag.Logs);
    }

    [Fact]
    public async Task A_planned_range_whose_frames_the_disk_lost_does_not_hold_what_follows()
    {
        _store.Faults = (_, _) => StoreFault.Down;
        await using (var session = await InsertSession.OpenAsync(_disk, _store))
        {
            await session.AppendAsync(1);
            await session.AppendAsync(2);
            await InsertSession.EventuallyAsync(() => session.Inserter.Statistics.Retries > 0);
        }

        foreach (var name in _disk.Files(QueueSession.Folder).Keys.Where(name => name.EndsWith(".seg", StringComparison.Ordinal)))
        {
            _disk.Tamper($"{QueueSession.Folder}/{name}", null);
        }

        _store.Faults = null;
        await using var again = await InsertSession.OpenAsync(_disk, _store);
        await InsertSession.EventuallyAsync(() => again.Inserter.Statistics.Ranges == 1);
        await again.AppendAsync(3);
        await again.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, [3], TableTag.Spans, TableTag.Logs);
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_hold_the_queue()
    {
        await using var session = await InsertSession.OpenAsync(_disk, _store, touched: _ => throw new InvalidOperationException("mine"));
        await session.AppendAsync(1);
        await session.DrainedAsync();
        await session.AppendAsync(2);
        await session.DrainedAsync();

        InsertSession.AssertExactlyOnce(_store, [1, 2], TableTag.Spans, TableTag.Logs);
    }
}
