namespace Tracing.Storage.Connection;

/// <summary>Times as the tables hold them.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Nanoseconds since 1970; clocks give them in steps of 100.</summary>
    public static long ToUnixNanoseconds(this DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
