using System.Diagnostics.CodeAnalysis;

namespace Tracing.Collector.Queue;

/// <summary>
/// The one thread that touches the segments. It takes everything that waits as one group: while the disk syncs one group,
/// the next one gathers.
/// </summary>
internal sealed class WriterThread : IAsyncDisposable
{
    private readonly SegmentLog _log;
    private readonly Action<PendingAppend, AppendOutcome> _complete;
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guarded by _gate.
    private List<PendingAppend> _appends = [];
    private List<(Action Call, TaskCompletionSource Done)> _calls = [];
    private bool _stopping;

    public WriterThread(SegmentLog log, Action<PendingAppend, AppendOutcome> complete)
    {
        _log = log;
        _complete = complete;
        new Thread(Run) { IsBackground = true, Name = "queue writer" }.Start();
    }

    /// <summary>Hands an append over; false when the queue is closing.</summary>
    public bool TryEnqueue(PendingAppend append)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            _appends.Add(append);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Runs something on the thread, after the appends that wait already. Does nothing when the queue is closing.</summary>
    public Task RunAsync(Action call)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopping)
            {
                return Task.CompletedTask;
            }

            _calls.Add((call, done));
            Monitor.Pulse(_gate);
        }

        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task;
    }

    private void Run()
    {
        var appends = new List<PendingAppend>();
        var calls = new List<(Action Call, TaskCompletionSource Done)>();
        while (Take(ref appends, ref calls))
        {
            Append(appends);
            foreach (var (call, done) in calls)
            {
                Execute(call, done);
            }

            appends.Clear();
            calls.Clear();
        }

        _ended.SetResult();
    }

    private bool Take(ref List<PendingAppend> appends, ref List<(Action Call, TaskCompletionSource Done)> calls)
    {
        lock (_gate)
        {
            while (_appends.Count == 0 && _calls.Count == 0)
            {
                if (_stopping)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (appends, _appends) = (_appends, appends);
            (calls, _calls) = (_calls, calls);
            return true;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The thread must answer every append, whatever fails.")]
    private void Append(List<PendingAppend> appends)
    {
        var answered = 0;
        try
        {
            _log.Append(
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(appends),
                (append, outcome) =>
                {
                    answered++;
                    _complete(append, outcome);
                });
        }
        catch (Exception e)
        {
            _log.Fault(e);
            foreach (var append in appends[answered..])
            {
                _complete(append, AppendOutcome.Failed);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The fault goes to the caller; the thread lives on.")]
    private static void Execute(Action call, TaskCompletionSource done)
    {
        try
        {
            call();
            done.SetResult();
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }
}
