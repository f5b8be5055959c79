namespace Tracing.Adapters.Tests.Terminal;

/// <summary>A clock that stands still; its one timer fires when it is told to.</summary>
internal sealed class StandingClock : TimeProvider
{
    private Action fire = () => { };

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000);

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        fire = () => callback(state);
        return new Fired();
    }

    /// <summary>The timer's time is up.</summary>
    public void Fire() => fire();

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nothing is held.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
