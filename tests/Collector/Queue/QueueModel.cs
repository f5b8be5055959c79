using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>A list in memory that a queue must behave like.</summary>
/// <param name="options">Of the queue.</param>
internal sealed class QueueModel(QueueOptions options)
{
    private readonly ManualTime _time = new();
    private readonly List<(int Id, int Size, DateTimeOffset At)> _stored = [];
    private StrictDisk _disk = new();
    private DurableQueue? _queue;
    private QueueReader? _reader;
    private int _next;

    // Frames of the model before these are confirmed, and read in this session.
    private int _confirmed;
    private int _read;
    private ulong _lastRead;
    private ulong _noted;

    public async Task OpenAsync(StrictDisk disk)
    {
        _disk = disk;
        _queue = await QueueSession.OpenAsync(disk, _time, options);
        _reader = await _queue.StartAfterAsync(_noted);
        _read = _confirmed;
        _lastRead = _noted;
    }

    public async Task AppendAsync(int size)
    {
        var id = _next++;
        var length = Math.Clamp(size, sizeof(int), options.MaxFrameBytes);
        var queue = _queue!;
        var outcome = await queue.AppendAsync(id, length);
        for (var tries = 0; outcome == AppendOutcome.Failed || (outcome == AppendOutcome.Full && tries < 10); tries++)
        {
            Assert.True(tries < 10);
            outcome = await queue.AppendAsync(id, length);
        }

        if (outcome == AppendOutcome.Full)
        {
            Assert.True(queue.Statistics.Bytes > options.MaxBytes / 2);
            return;
        }

        Assert.Equal(AppendOutcome.Stored, outcome);
        _stored.Add((id, length, _time.GetUtcNow()));
    }

    public async Task ResendAsync(int pick)
    {
        if (_stored.Count == 0)
        {
            return;
        }

        var (id, size, at) = _stored[pick % _stored.Count];
        if (_time.GetUtcNow() - at < options.RememberRequests)
        {
            Assert.Equal(AppendOutcome.AlreadyStored, await _queue!.AppendAsync(id, size));
        }
    }

    public Task ReadAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = _reader!.TryRead();
            if (_read == _stored.Count)
            {
                Assert.Null(frame);
                break;
            }

            Assert.NotNull(frame);
            Assert.Equal(QueueSession.Payload(_stored[_read].Id, _stored[_read].Size), frame.Payload.ToArray());
            Assert.True(frame.Sequence > _lastRead);
            _lastRead = frame.Sequence;
            _read++;
        }

        return Task.CompletedTask;
    }

    public async Task ConfirmAsync()
    {
        (_confirmed, _noted) = (_read, _lastRead);
        await _queue!.ConfirmAsync(_noted);
        Assert.Equal(_stored.Count - _confirmed, _queue.Statistics.Frames);
    }

    public async Task RestartAsync()
    {
        // What cannot be synced at the opening is not remembered: DiskFaultTests has that case.
        _disk.Faults = null;
        await _queue!.DisposeAsync();
        await OpenAsync(_disk);
    }

    public async Task CrashAsync(CrashPolicy policy, int seed)
    {
        var left = _disk.AfterCrash(policy, new Random(seed));
        await _queue!.DisposeAsync();
        await OpenAsync(left);
    }

    /// <summary>The next calls but a few fail once; the append that meets it is repeated by its sender.</summary>
    public Task FaultAsync(DiskFault fault, int after)
    {
        var left = after;
        _disk.Faults = call =>
        {
            if (call.Kind == DiskCallKind.Read || left-- > 0)
            {
                return null;
            }

            _disk.Faults = null;
            return fault;
        };
        return Task.CompletedTask;
    }

    public Task WaitAsync(TimeSpan time)
    {
        _time.Advance(time);
        return _queue!.TidyAsync();
    }

    public async Task DrainAsync()
    {
        _disk.Faults = null;
        await ReadAsync(int.MaxValue);
        Assert.Equal(_stored.Count, _read);
        await ConfirmAsync();
        Assert.Equal(0, _queue!.Statistics.DamagedRegions);
        await _queue.DisposeAsync();
    }
}
