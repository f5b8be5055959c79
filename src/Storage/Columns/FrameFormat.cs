namespace Tracing.Storage.Columns;

/// <summary>
/// The payload of a frame: <c>[version u8][blocks u8]</c>, then each block as
/// <c>[tag u8][rows u32][segments u16]</c>, <c>[length u32]</c> for each segment, and the segments' bytes.
/// All numbers are little endian. One frame is one accepted request.
/// </summary>
internal static class FrameFormat
{
    public const byte Version = 1;
    public const int HeaderBytes = 2;
    public const int BlockHeaderBytes = 7;
    public const int SegmentHeaderBytes = 4;
}
