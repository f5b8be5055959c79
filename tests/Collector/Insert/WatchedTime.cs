namespace Tracing.Collector.Tests.Insert;

/// <summary>The system's clock; holds whoever first begins a wait without an end until something was done.</summary>
/// <param name="first">What is done before the first such wait.</param>
internal sealed class WatchedTime(Func<Task> first) : TimeProvider
{
    private int _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan && Interlocked.Increment(ref _waits) == 1)
        {
            Task.Run(first).GetAwaiter().GetResult();
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
