using System.Buffers.Binary;

namespace Tracing.Collector.Queue;

/// <summary>What follows a frame header.</summary>
internal enum FrameKind : uint
{
    /// <summary>An appended frame.</summary>
    Data = 1,

    /// <summary>A <see cref="SegmentCut"/>: how much of an earlier, poisoned segment counts.</summary>
    Cut = 2,
}

/// <summary>
/// The 56 bytes before every payload, little endian: magic u32, payload length u32, salt u64, ordinal u32, kind u32,
/// arrival i64 (Unix milliseconds), request hash (low u64, high u64), CRC-32C of the payload, CRC-32C of the 52 bytes before.
/// The salt is random for each segment, so that no payload can pass for a header when a damaged region is searched.
/// </summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Ordinal">Place in the segment, from 1; 0 for what is no data.</param>
/// <param name="Kind">What the payload is.</param>
/// <param name="ArrivalMilliseconds">When it was appended.</param>
/// <param name="Hash">The request hash; zero if none.</param>
/// <param name="PayloadCrc">CRC-32C of the payload.</param>
internal readonly record struct FrameHeader(uint Length, uint Ordinal, FrameKind Kind, long ArrivalMilliseconds, UInt128 Hash, uint PayloadCrc)
{
    public const int Size = 56;
    public const uint Magic = 0x31465154;

    public void Write(Span<byte> to, ulong salt)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], Length);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], salt);
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], Ordinal);
        BinaryPrimitives.WriteUInt32LittleEndian(to[20..], (uint)Kind);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], ArrivalMilliseconds);
        BinaryPrimitives.WriteUInt128LittleEndian(to[32..], Hash);
        BinaryPrimitives.WriteUInt32LittleEndian(to[48..], PayloadCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[52..], Crc32C.Of(to[..52]));
    }

    public static bool TryRead(ReadOnlySpan<byte> from, ulong salt, out FrameHeader header)
    {
        header = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic
            || BinaryPrimitives.ReadUInt64LittleEndian(from[8..]) != salt
            || BinaryPrimitives.ReadUInt32LittleEndian(from[52..]) != Crc32C.Of(from[..52]))
        {
            return false;
        }

        header = new FrameHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(from[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[16..]),
            (FrameKind)BinaryPrimitives.ReadUInt32LittleEndian(from[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadUInt128LittleEndian(from[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[48..]));
        return true;
    }
}
