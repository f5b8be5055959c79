namespace Tracing.Collector.Decode;

/// <summary>Bytes in padded memory. An unset one is empty.</summary>
internal readonly unsafe struct Slice(byte* start, nint length)
{
    public readonly byte* Start = start;
    public readonly nint Length = length;

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Span => new(Start, (int)Length);
}
