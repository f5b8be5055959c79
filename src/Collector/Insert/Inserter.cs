using System.Diagnostics.CodeAnalysis;
using Tracing.Collector.Queue;
using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Insert;

/// <summary>
/// Carries frames from the queue into the store, one range after another: plan durably, insert, record the touched runs,
/// confirm, tell. Loses nothing: a failure of the store holds the queue, a frame the store refuses for good is set aside.
/// Start it before the first append: it tells the queue where reading begins.
/// </summary>
public sealed class Inserter : IAsyncDisposable
{
    private readonly DurableQueue _queue;
    private readonly InsertOptions _options;
    private readonly RangeLedger _ledger;
    private readonly QueueReader _reader;
    private readonly FrameWindow _window;
    private readonly StopSignal _stop;
    private readonly Persistence _persistence;
    private readonly RangeDelivery _delivery;
    private readonly Action<IReadOnlyCollection<RunTouch>> _touched;
    private readonly HashSet<ulong> _found;
    private Task _loop = Task.CompletedTask;
    private ulong _freed;
    private long _rows;
    private long _ranges;
    private long _setAside;

    private Inserter(
        DurableQueue queue, RangeLedger ledger, QueueReader reader, InsertOptions options, (IBlockWriter Writer, Action<IReadOnlyCollection<RunTouch>> Touched) store)
    {
        _queue = queue;
        _ledger = ledger;
        _reader = reader;
        _options = options;
        _touched = store.Touched;
        _found = [.. ledger.Unconfirmed.Select(static range => range.Batch)];
        _window = new FrameWindow(reader);
        _stop = new StopSignal(queue.Time);
        _persistence = new Persistence(options, queue.Time, queue.Logger, _stop);
        _delivery = new RangeDelivery(store.Writer, _persistence);
        SetAside = new SetAsideStore(queue.Files, queue.Folder);
    }

    /// <summary>What was refused for good.</summary>
    public SetAsideStore SetAside { get; }

    /// <summary>What was done, at this moment.</summary>
    public InsertStatistics Statistics => new()
    {
        Rows = Volatile.Read(ref _rows),
        Ranges = Volatile.Read(ref _ranges),
        Retries = _persistence.Failures,
        SetAside = Volatile.Read(ref _setAside),
        Doubts = _delivery.Doubts,
        OldestInHand = _window.Oldest is > 0 and var oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : null,
        BytesInHand = _window.Bytes,
    };

    /// <summary>Completes when the inserter has stopped; faulted when it could not go on.</summary>
    public Task Completion => _loop;

    /// <summary>Starts delivering. Ranges that an earlier process left unconfirmed are settled first.</summary>
    /// <param name="queue">The queue; its folder holds the ledger and what is set aside.</param>
    /// <param name="writer">The store.</param>
    /// <param name="options">Sizes and pauses.</param>
    /// <param name="touched">Told of the runs and traces of every confirmed range; must be quick and not throw.</param>
    /// <returns>The running inserter.</returns>
    /// <exception cref="IOException">The ledger cannot be opened.</exception>
    public static async Task<Inserter> StartAsync(
        DurableQueue queue, IBlockWriter writer, InsertOptions options, Action<IReadOnlyCollection<RunTouch>> touched)
    {
        var ledger = RangeLedger.Open(queue.Files, queue.Folder, queue.Logger);
        var reader = await queue.StartAfterAsync(ledger.ConfirmedThrough, ledger.Highest);
        var inserter = new Inserter(queue, ledger, reader, options, (writer, touched));
        inserter._loop = Task.Run(inserter.RunAsync);
        return inserter;
    }

    /// <summary>
    /// Stops: what is queued is still inserted while the store answers, within <see cref="InsertOptions.StopWithin"/>; the rest
    /// stays in the queue and in the ledger.
    /// </summary>
    /// <param name="ct">Cuts the time short.</param>
    /// <returns>Completes when stopped.</returns>
    public async Task StopAsync(CancellationToken ct)
    {
        await _stop.DrainAsync();
        try
        {
            await _loop.WaitAsync(_options.StopWithin, _queue.Time, ct);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await _stop.AbortAsync();
            await _loop;
        }
    }

    /// <summary>Stops at once.</summary>
    /// <returns>Completes when stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stop.DrainAsync();
        await _stop.AbortAsync();
        await _loop.ContinueWith(static _ => { }, TaskScheduler.Default);
        _reader.Dispose();
        _ledger.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await NextAsync() is { } range)
            {
                await DeliverAsync(range);
            }

            await FreeAsync();
        }
        catch (StoppedException)
        {
            Log.InserterStopped(_queue.Logger, _queue.Statistics.Frames);
        }
    }

    /// <summary>The first unconfirmed range, else a new one, else null when stopping and nothing is left.</summary>
    private async Task<InsertRange?> NextAsync()
    {
        if (_ledger.Unconfirmed.Count > 0)
        {
            return _ledger.Unconfirmed[0];
        }

        var planner = await GatherAsync();
        if (planner is null)
        {
            return null;
        }

        InsertRange range = default;
        await _persistence.RunAsync("noting a range", _ =>
        {
            range = _ledger.Plan(
                planner.Frames[0].Frame.Sequence, planner.Frames[^1].Frame.Sequence, RowCounts.Of(planner.Frames));
            return Task.CompletedTask;
        });
        await FreeAsync(sync: false);
        return range;
    }

    private async Task<RangePlanner?> GatherAsync()
    {
        var planner = new RangePlanner(_options);
        var last = _ledger.ConfirmedThrough;
        var final = false;
        while (true)
        {
            _stop.ThrowIfAborted();
            LoadedFrame? next = null;
            await _persistence.RunAsync("reading the queue", _ =>
            {
                next = _window.After(last);
                return Task.CompletedTask;
            });
            if (next is not null)
            {
                if (!planner.TryAdd(next, _queue.Time.GetUtcNow()))
                {
                    return planner;
                }

                last = next.Frame.Sequence;
                continue;
            }

            if (final)
            {
                return planner.Frames.Count == 0 ? null : planner;
            }

            // A wait that ends is followed by one more read: a frame can become durable between a read and the wait after it.
            if (planner.Frames.Count == 0)
            {
                await FreeAsync();
                final = !await WaitAsync(Timeout.InfiniteTimeSpan);
            }
            else
            {
                final = planner.Remaining(_queue.Time.GetUtcNow()) is var rest && (rest == TimeSpan.Zero || !await WaitAsync(rest));
            }
        }
    }

    /// <summary>Waits for a frame; false when the time is over, stopping began or the queue is closed.</summary>
    private async Task<bool> WaitAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit, _queue.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Draining);
        try
        {
            return await _reader.WaitAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DeliverAsync(InsertRange range)
    {
        List<LoadedFrame> frames = [];
        await _persistence.RunAsync("reading the queue", _ =>
        {
            frames = _window.Of(range);
            return Task.CompletedTask;
        });
        if (RowCounts.Of(frames) is var rows && rows != range.Rows)
        {
            Log.RangeShrunk(_queue.Logger, range.Rows.Total, rows.Total);
        }

        if (frames is [{ Error: { } error } unreadable])
        {
            await KeepAsideAsync(range, unreadable, "", error);
            return;
        }

        var failures = _persistence.Failures;
        try
        {
            var touches = await _delivery.DeliverAsync(range, frames, _found.Remove(range.Batch));
            _ledger.Confirm(range);
            _window.Drop(range.Through, recycle: _persistence.Failures == failures);
            Volatile.Write(ref _rows, _rows + range.Rows.Total);
            Volatile.Write(ref _ranges, _ranges + 1);
            Tell(touches);
        }
        catch (RangeRefusedException e)
        {
            await IsolateAsync(range, frames, e);
        }
    }

    /// <summary>Halves a refused range until the frame that is to blame stands alone; that one is set aside, whole.</summary>
    private async Task IsolateAsync(InsertRange range, List<LoadedFrame> frames, RangeRefusedException refusal)
    {
        await _delivery.RemoveAsync(range);
        if (frames.Count == 1)
        {
            await KeepAsideAsync(range, frames[0], refusal.Table, refusal.Message);
            return;
        }

        Log.RangeRefused(_queue.Logger, refusal.Table, refusal.Message, frames.Count);
        var left = frames[..(frames.Count / 2)];
        var right = frames[(frames.Count / 2)..];
        await _persistence.RunAsync("noting a split", _ =>
        {
            _ledger.Split(
                range,
                new InsertRange(0, range.From, left[^1].Frame.Sequence, RowCounts.Of(left)),
                new InsertRange(0, right[0].Frame.Sequence, range.Through, RowCounts.Of(right)));
            return Task.CompletedTask;
        });
    }

    private async Task KeepAsideAsync(InsertRange range, LoadedFrame frame, string table, string reason)
    {
        await _persistence.RunAsync("setting a frame aside", _ =>
        {
            SetAside.Keep(frame, table, reason, _queue.Time.GetUtcNow());
            return Task.CompletedTask;
        });
        Log.FrameSetAside(_queue.Logger, frame.Rows, table, reason);
        _ledger.Confirm(range);
        _window.Drop(range.Through, recycle: false);
        Volatile.Write(ref _setAside, _setAside + 1);
    }

    /// <summary>Lets the queue free what is durably confirmed.</summary>
    private async Task FreeAsync(bool sync = true)
    {
        if (sync && _ledger.DurablyConfirmedThrough != _ledger.ConfirmedThrough)
        {
            await _persistence.RunAsync("noting what is delivered", _ =>
            {
                _ledger.Sync();
                return Task.CompletedTask;
            });
        }

        if (_ledger.DurablyConfirmedThrough > _freed)
        {
            _freed = _ledger.DurablyConfirmedThrough;
            await _queue.ConfirmAsync(_freed);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A listener's fault must not hold the queue.")]
    private void Tell(IReadOnlyCollection<RunTouch> touches)
    {
        try
        {
            _touched(touches);
        }
        catch (Exception e)
        {
            Log.ListenerFailed(_queue.Logger, e);
        }
    }
}
