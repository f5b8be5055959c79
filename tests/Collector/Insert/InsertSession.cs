using Tracing.Collector.Insert;
using Tracing.Collector.Queue;
using Tracing.Collector.Tests.Queue;
using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Tests.Insert;

/// <summary>A queue with its inserter, opened and closed together.</summary>
internal sealed class InsertSession : IAsyncDisposable
{
    public static InsertOptions Quick => new()
    {
        MaxAge = TimeSpan.FromMilliseconds(5),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(4),
        Timeout = TimeSpan.FromSeconds(20),
    };

    private InsertSession(DurableQueue queue, Inserter inserter) => (Queue, Inserter) = (queue, inserter);

    public DurableQueue Queue { get; }

    public Inserter Inserter { get; }

    public static async Task<InsertSession> OpenAsync(
        IFileSystem disk,
        IBlockWriter store,
        InsertOptions? options = null,
        Action<IReadOnlyCollection<RunTouch>>? touched = null,
        TimeProvider? time = null)
    {
        var queue = await QueueSession.OpenAsync(
            disk, time ?? TimeProvider.System, QueueSession.Small with { SegmentBytes = 6000, MaxBytes = 8 << 20, MaxFrameBytes = 1 << 20, MaxPendingBytes = 4 << 20 });
        try
        {
            return new InsertSession(queue, await Inserter.StartAsync(queue, store, options ?? Quick, touched ?? (_ => { })));
        }
        catch (IOException)
        {
            await queue.DisposeAsync();
            throw;
        }
    }

    public ValueTask<AppendOutcome> AppendAsync(int id, byte[] payload) =>
        Queue.AppendAsync(QueueSession.Hash(id), payload, TestContext.Current.CancellationToken);

    public ValueTask<AppendOutcome> AppendAsync(int id) => AppendAsync(id, Frames.Make(id, spans: 4, logs: 2));

    /// <summary>Waits until everything in the queue was delivered or set aside; the guard only ends a hang.</summary>
    public Task DrainedAsync() => EventuallyAsync(() => Queue.Statistics.Frames == 0);

    public static async Task EventuallyAsync(Func<bool> condition)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        while (!condition())
        {
            await Task.Delay(1, guard.Token);
        }
    }

    /// <summary>Every request exactly once, whole, in order, in its tables.</summary>
    public static void AssertExactlyOnce(FakeStore store, IEnumerable<int> ids, params TableTag[] tables)
    {
        foreach (var table in tables)
        {
            var inserts = store.Inserts(table);
            Assert.All(inserts, insert => Assert.True(insert.Whole));
            Assert.Equal(inserts.Select(i => i.Batch).Distinct().Count(), inserts.Count);
            Assert.Equal(ids.Select(Frames.Touch).OrderBy(t => t.TraceId), inserts.SelectMany(i => i.Runs).OrderBy(t => t.TraceId));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Inserter.DisposeAsync();
        await Queue.DisposeAsync();
    }
}
