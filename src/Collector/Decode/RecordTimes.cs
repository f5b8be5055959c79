namespace Tracing.Collector.Decode;

/// <summary>
/// The times that are stored. DateTime64(9) ends on 2262-04-11; a time of 1970 comes of another unit (seconds, milliseconds
/// and microseconds all lie there when read as nanoseconds) and would make a partition of its own.
/// </summary>
internal static class RecordTimes
{
    public const ulong Earliest = 365UL * 24 * 60 * 60 * 1_000_000_000;
    public const ulong Latest = long.MaxValue;

    public static RecordFault Check(ulong unixNano) =>
        unixNano < Earliest ? RecordFault.TimeTooEarly
        : unixNano > Latest ? RecordFault.TimeTooLate
        : RecordFault.None;
}
