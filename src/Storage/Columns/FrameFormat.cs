namespace Tracing.Storage.Columns;

/// <summary>
/// The payload of a frame: <c>[version u8][blocks u8]</c>, then each block as
/// <c>[tag u8][rows u32][segments u16]</c>, <c>[length u32]</c> for each segment, and the segments' bytes.
/// All numbers are little endian. One frame is one accepted request.
/// <para>
/// Version 2 packs what repeats (<see cref="SegmentPacking"/>, <see cref="SegmentLayout.PerPrefix"/>); one segment more stands
/// before the others: a varint for each prefix, how many rows have it. Version 1 holds every segment as the engine takes it;
/// it is read, and no longer written.
/// </para>
/// </summary>
internal static class FrameFormat
{
    public const byte PlainVersion = 1;
    public const byte Version = 2;
    public const int HeaderBytes = 2;
    public const int BlockHeaderBytes = 7;
    public const int SegmentHeaderBytes = 4;
}
