using System.Buffers.Binary;

namespace Tracing.Collector.Queue;

/// <summary>What the head of a segment file says.</summary>
internal enum SegmentHeaderState
{
    /// <summary>Readable, of this version.</summary>
    Good,

    /// <summary>Unreadable: the name alone counts.</summary>
    Damaged,

    /// <summary>Readable, of a version this program does not know.</summary>
    Foreign,
}

/// <summary>
/// The first 64 bytes of a segment, little endian: magic u64, version u32, header length u32, number u32, zero u32,
/// salt u64, created i64 (Unix milliseconds), zeros, CRC-32C of the 60 bytes before.
/// </summary>
internal static class SegmentHeader
{
    public const int Size = 64;
    public const uint Version = 1;
    private const ulong Magic = 0x4555_4555_5143_5254;

    public static byte[] Encode(SegmentName name, long createdMilliseconds)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Size);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), name.Number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), name.Salt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), createdMilliseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    public static SegmentHeaderState Inspect(IStoredFile file, SegmentName name)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (file.Read(0, bytes) < Size
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) != Crc32C.Of(bytes[..60]))
        {
            return SegmentHeaderState.Damaged;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version)
        {
            return SegmentHeaderState.Foreign;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) == name.Number
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) == name.Salt
            ? SegmentHeaderState.Good
            : SegmentHeaderState.Damaged;
    }
}
