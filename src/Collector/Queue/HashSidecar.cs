using System.Buffers.Binary;
using System.Globalization;

namespace Tracing.Collector.Queue;

/// <summary>
/// <c>requests-NUMBER.hashes</c>: the recent request hashes of a segment, written and synced before that segment is deleted.
/// Layout, little endian: magic u64, count u32, CRC-32C u32 of the entries, then entries of 24 bytes (hash low, hash high, arrival i64).
/// </summary>
internal static class HashSidecar
{
    private const int HeaderSize = 16;
    private const int EntrySize = 24;
    private const ulong Magic = 0x3153_4548_5341_4854;
    private const string Prefix = "requests-";
    private const string Suffix = ".hashes";

    public static string FileName(uint segment) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{segment:D10}{Suffix}");

    public static bool IsSidecar(string file) =>
        file.StartsWith(Prefix, StringComparison.Ordinal) && file.EndsWith(Suffix, StringComparison.Ordinal);

    public static byte[] Encode(IReadOnlyList<(UInt128 Hash, long Arrival)> entries)
    {
        var bytes = new byte[HeaderSize + (entries.Count * EntrySize)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = bytes.AsSpan(HeaderSize + (i * EntrySize));
            BinaryPrimitives.WriteUInt128LittleEndian(entry, entries[i].Hash);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], entries[i].Arrival);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc32C.Of(bytes.AsSpan(HeaderSize)));
        return bytes;
    }

    /// <summary>The entries, or null when the file is damaged: then only the recognition of resends is lost, no data.</summary>
    public static List<(UInt128 Hash, long Arrival)>? Read(IStoredFile file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        var length = file.Length;
        if (length < HeaderSize || length > Array.MaxLength || file.Read(0, header) < HeaderSize
            || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic
            || HeaderSize + ((long)BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) * EntrySize) != length)
        {
            return null;
        }

        var bytes = new byte[length - HeaderSize];
        if (file.Read(HeaderSize, bytes) < bytes.Length || Crc32C.Of(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(header[12..]))
        {
            return null;
        }

        var entries = new List<(UInt128, long)>(bytes.Length / EntrySize);
        for (var at = 0; at < bytes.Length; at += EntrySize)
        {
            entries.Add((
                BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(at)),
                BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 16))));
        }

        return entries;
    }
}
