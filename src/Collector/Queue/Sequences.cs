namespace Tracing.Collector.Queue;

/// <summary>A sequence is the segment's number and the ordinal within it: never reused, rising in order of arrival.</summary>
internal static class Sequences
{
    public static ulong Of(uint segment, uint ordinal) => ((ulong)segment << 32) | ordinal;

    public static uint Segment(ulong sequence) => (uint)(sequence >> 32);

    public static uint Ordinal(ulong sequence) => (uint)sequence;
}
