using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

public sealed class RequestMemoryTests
{
    private readonly StrictDisk _disk = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_resend_is_recognised_and_not_stored_again()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        await queue.AppendAsync(1);

        Assert.Equal(AppendOutcome.AlreadyStored, await queue.AppendAsync(1));

        Assert.Single(await queue.ReadAllAsync());
    }

    [Fact]
    public async Task A_resend_is_recognised_after_a_restart()
    {
        await using (var queue = await QueueSession.OpenAsync(_disk, _time))
        {
            await queue.AppendAsync(1);
        }

        await using var again = await QueueSession.OpenAsync(_disk, _time);
        Assert.Equal(AppendOutcome.AlreadyStored, await again.AppendAsync(1));
    }

    [Fact]
    public async Task A_resend_is_recognised_after_its_segment_was_freed_and_two_restarts()
    {
        await using (var queue = await QueueSession.OpenAsync(_disk, _time))
        {
            for (var id = 0; id < 30; id++)
            {
                await queue.AppendAsync(id);
            }

            await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
            Assert.Equal(1, queue.Statistics.Segments);
        }

        await (await QueueSession.OpenAsync(_disk, _time)).DisposeAsync();
        await using var again = await QueueSession.OpenAsync(_disk, _time);
        for (var id = 0; id < 30; id++)
        {
            Assert.Equal(AppendOutcome.AlreadyStored, await again.AppendAsync(id));
        }
    }

    [Theory]
    [InlineData(59, AppendOutcome.AlreadyStored)]
    [InlineData(61, AppendOutcome.Stored)]
    [InlineData(-59, AppendOutcome.AlreadyStored)]
    [InlineData(-525600, AppendOutcome.Stored)]
    public async Task A_hash_is_remembered_for_an_hour_by_whatever_the_clock_does(int minutes, AppendOutcome expected)
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        await queue.AppendAsync(1);
        _time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(expected, await queue.AppendAsync(1));
    }

    [Fact]
    public async Task Sidecars_that_hold_nothing_recent_are_deleted()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        for (var id = 0; id < 30; id++)
        {
            await queue.AppendAsync(id);
        }

        await queue.ConfirmAsync((await queue.ReadAllAsync())[^1].Sequence);
        Assert.Contains(_disk.Files(QueueSession.Folder).Keys, name => name.EndsWith(".hashes", StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromMinutes(61));
        await queue.TidyAsync();

        Assert.DoesNotContain(_disk.Files(QueueSession.Folder).Keys, name => name.EndsWith(".hashes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Past_the_bound_the_oldest_hashes_are_forgotten_and_counted()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time, QueueSession.Small with { MaxRememberedRequests = 3 });
        for (var id = 0; id < 5; id++)
        {
            await queue.AppendAsync(id);
        }

        Assert.Equal(AppendOutcome.AlreadyStored, await queue.AppendAsync(2));
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(0));
        Assert.Equal(3, queue.Statistics.RequestsForgottenEarly);
    }

    [Fact]
    public async Task A_twin_of_an_append_under_way_waits_for_its_outcome()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        using var hold = new ManualResetEventSlim();
        _disk.Faults = call =>
        {
            if (call.Kind == DiskCallKind.Sync)
            {
                hold.Wait(TestContext.Current.CancellationToken);
            }

            return null;
        };

        var first = queue.AppendAsync(1);
        var twin = queue.AppendAsync(1);
        Assert.False(twin.IsCompleted);
        hold.Set();

        Assert.Equal(AppendOutcome.Stored, await first);
        Assert.Equal(AppendOutcome.AlreadyStored, await twin);
        Assert.Single(await queue.ReadAllAsync());
    }

    [Fact]
    public async Task A_failed_append_and_its_twin_fail_and_are_not_remembered()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        using var hold = new ManualResetEventSlim();
        _disk.Faults = call =>
        {
            if (call.Kind == DiskCallKind.Sync)
            {
                hold.Wait(TestContext.Current.CancellationToken);
                return DiskFault.Error;
            }

            return null;
        };

        var first = queue.AppendAsync(1);
        var twin = queue.AppendAsync(1);
        hold.Set();
        Assert.Equal(AppendOutcome.Failed, await first);
        Assert.Equal(AppendOutcome.Failed, await twin);

        _disk.Faults = null;
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(1));
        Assert.Equal([1], (await queue.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task Frames_without_a_hash_are_never_taken_for_each_other()
    {
        await using var queue = await QueueSession.OpenAsync(_disk, _time);
        var ct = TestContext.Current.CancellationToken;

        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(UInt128.Zero, QueueSession.Payload(1, 9), ct));
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(UInt128.Zero, QueueSession.Payload(1, 9), ct));
    }
}
