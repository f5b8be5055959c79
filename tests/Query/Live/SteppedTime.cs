namespace Tracing.Query.Tests.Live;

/// <summary>A clock whose pauses end when the test says so.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Pause> _pauses = [];
    private TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pause pause = new(() => callback(state));
        lock (_gate)
        {
            _pauses.Add(pause);
            _paused.TrySetResult();
        }

        return pause;
    }

    /// <summary>Whether somebody pauses now.</summary>
    public bool IsPausing
    {
        get
        {
            lock (_gate)
            {
                return _pauses.Count > 0;
            }
        }
    }

    /// <summary>Waits until somebody pauses, then ends the pause.</summary>
    public async Task StepAsync(CancellationToken cancellation)
    {
        await _paused.Task.WaitAsync(cancellation);
        Pause[] ended;
        lock (_gate)
        {
            ended = [.. _pauses];
            _pauses.Clear();
            _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        foreach (Pause pause in ended)
        {
            pause.End();
        }
    }

    /// <summary>Waits until somebody pauses: what went before is done.</summary>
    public Task PausedAsync(CancellationToken cancellation) => _paused.Task.WaitAsync(cancellation);

    private sealed class Pause(Action end) : ITimer
    {
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
