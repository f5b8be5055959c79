using System.Buffers.Binary;

namespace Tracing.Collector.Queue;

/// <summary>
/// Written at the head of the next segment when one was poisoned: what lies past <see cref="Length"/> in that segment was
/// answered as failed, so its sender has sent it again, and it must not be delivered even if it can be read.
/// </summary>
/// <param name="Number">The poisoned segment.</param>
/// <param name="Length">Its bytes that count.</param>
internal readonly record struct SegmentCut(uint Number, long Length)
{
    public const int Size = 16;

    public byte[] Encode()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Length);
        return bytes;
    }

    public static SegmentCut Decode(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
}
