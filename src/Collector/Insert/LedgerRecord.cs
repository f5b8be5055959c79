using System.Buffers.Binary;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Insert;

/// <summary>What a ledger record says.</summary>
internal enum LedgerRecordKind : uint
{
    /// <summary>The head of a generation: <c>Batch</c> = the next number, <c>Through</c> = everything confirmed.</summary>
    Head = 1,

    /// <summary>A range was planned.</summary>
    Plan = 2,

    /// <summary>Everything through a sequence is delivered, or set aside.</summary>
    Confirm = 3,

    /// <summary>The range of this number was refused, nothing of it is stored, and the next two plans stand for it.</summary>
    Split = 4,
}

/// <summary>
/// 128 bytes, little endian: magic u32, kind u32, generation u64, batch u64, from u64, through u64, rows i64 × 3
/// (spans, logs, artifact chunks), second batch u64, second from u64, second through u64, second rows i64 × 3, zeros,
/// CRC-32C u32 at 124. The second half serves <see cref="LedgerRecordKind.Split"/>, so that it is one record and atomic.
/// </summary>
/// <param name="Kind">What it says.</param>
/// <param name="Generation">Rises with each new file; a record of another generation is a remnant.</param>
/// <param name="First">The range, or the first half of a split one.</param>
/// <param name="Second">The second half of a split one.</param>
internal readonly record struct LedgerRecord(LedgerRecordKind Kind, ulong Generation, InsertRange First, InsertRange Second = default)
{
    public const int Size = 128;
    private const int RangeSize = 48;
    private const int FirstAt = 16;
    private const int CrcAt = Size - sizeof(uint);
    private const uint Magic = 0x3152_4C54;

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)Kind);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], Generation);
        WriteRange(to[FirstAt..], First);
        WriteRange(to[(FirstAt + RangeSize)..], Second);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CrcAt..], Crc32C.Of(to[..CrcAt]));
    }

    public static bool TryRead(ReadOnlySpan<byte> from, out LedgerRecord record)
    {
        record = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(from[CrcAt..]) != Crc32C.Of(from[..CrcAt]))
        {
            return false;
        }

        record = new LedgerRecord(
            (LedgerRecordKind)BinaryPrimitives.ReadUInt32LittleEndian(from[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(from[8..]),
            ReadRange(from[FirstAt..]),
            ReadRange(from[(FirstAt + RangeSize)..]));
        return true;
    }

    private static void WriteRange(Span<byte> to, InsertRange range)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, range.Batch);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], range.From);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], range.Through);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], range.Rows.Spans);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], range.Rows.Logs);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], range.Rows.ArtifactChunks);
    }

    private static InsertRange ReadRange(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(from),
        BinaryPrimitives.ReadUInt64LittleEndian(from[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(from[16..]),
        new RowCounts(
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[40..])));
}
