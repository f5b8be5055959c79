namespace Tracing.Adapters.Telemetry;

/// <summary>
/// The one clock of a run: the wall clock is read once, what passed since then is measured by the monotonic one. Setting the machine's clock
/// never makes a run's times go back. As a <see cref="TimeProvider"/> it can be given to the model proxy and to a recorder too.
/// </summary>
public sealed class RunClock : TimeProvider
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly TimeProvider source;
    private readonly long startNanoseconds;
    private readonly long startStamp;

    /// <summary>Starts the clock.</summary>
    /// <param name="source">The machine's.</param>
    public RunClock(TimeProvider source)
    {
        this.source = source;
        startNanoseconds = NanosecondsOf(source.GetUtcNow());
        startStamp = source.GetTimestamp();
    }

    /// <summary>Nanoseconds since 1970.</summary>
    public long UnixNanoseconds => startNanoseconds + (long)((Int128)(source.GetTimestamp() - startStamp) * NanosecondsPerSecond / source.TimestampFrequency);

    /// <summary>A time as nanoseconds since 1970.</summary>
    /// <param name="time">The time.</param>
    public static long NanosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick;

    /// <summary>What has passed since a time of this clock.</summary>
    /// <param name="nanoseconds">Nanoseconds since 1970.</param>
    public TimeSpan Since(long nanoseconds) => TimeSpan.FromTicks((UnixNanoseconds - nanoseconds) / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public override long TimestampFrequency => source.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => source.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(UnixNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public override long GetTimestamp() => source.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => source.CreateTimer(callback, state, dueTime, period);
}
