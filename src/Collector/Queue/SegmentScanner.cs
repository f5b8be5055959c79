using System.Buffers;
using System.Buffers.Binary;

namespace Tracing.Collector.Queue;

/// <summary>What stands next in a segment.</summary>
internal enum ScanKind
{
    /// <summary>Nothing more up to the limit.</summary>
    End,

    /// <summary>A whole frame with right checksums.</summary>
    Frame,

    /// <summary>Bytes that are no frame, with a whole frame or the limit after a whole length behind them.</summary>
    Damage,

    /// <summary>Bytes up to the limit that hold no whole frame: an unfinished write, or damage of the last frame.</summary>
    Tail,
}

/// <summary>How closely payloads are looked at.</summary>
internal enum ScanDepth
{
    /// <summary>Headers only.</summary>
    Headers,

    /// <summary>Payload checksums too.</summary>
    Checksums,

    /// <summary>Payloads are checked and returned.</summary>
    Payloads,
}

/// <summary>One step of a scan.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it takes.</param>
/// <param name="Header">The frame's header; for damage with a readable header, that header.</param>
/// <param name="Payload">The payload, if asked for; always that of a control frame.</param>
internal readonly record struct ScanStep(ScanKind Kind, long Offset, long Length, FrameHeader Header = default, ReadOnlyMemory<byte> Payload = default);

/// <summary>
/// Walks over the frames of one segment. Whatever the bytes are, every step moves forward and reads at most a constant
/// number of times past it, so a scan ends; a length is believed only after the header's checksum.
/// </summary>
/// <param name="file">The segment.</param>
/// <param name="salt">Its salt.</param>
/// <param name="offset">Where to begin.</param>
internal sealed class SegmentScanner(IStoredFile file, ulong salt, long offset = SegmentHeader.Size)
{
    private const int WindowBytes = 64 * 1024;
    private readonly byte[] _window = new byte[WindowBytes];
    private long _windowOffset;
    private int _windowLength;
    private uint _lastOrdinal;

    public long Offset { get; private set; } = offset;

    public ScanStep Next(long limit, ScanDepth depth, ArrayPool<byte>? pool = null)
    {
        var remaining = limit - Offset;
        if (remaining <= 0)
        {
            return new ScanStep(ScanKind.End, Offset, 0);
        }

        if (remaining < FrameHeader.Size || !TryHeader(Offset, limit, out var header))
        {
            return Unreadable(limit);
        }

        var length = FrameHeader.Size + (long)header.Length;
        if (length > remaining)
        {
            return Step(ScanKind.Tail, remaining, header);
        }

        var wanted = header.Kind == FrameKind.Cut ? ScanDepth.Payloads : depth;
        ReadOnlyMemory<byte> payload = default;
        if (wanted != ScanDepth.Headers && !CheckPayload(header, wanted, pool, out payload))
        {
            return Step(ScanKind.Damage, length, header);
        }

        if (header.Kind == FrameKind.Data)
        {
            _lastOrdinal = header.Ordinal;
        }

        return Step(ScanKind.Frame, length, header, payload);
    }

    /// <summary>Gives up everything to the limit, as damage.</summary>
    public ScanStep Skip(long limit) => Step(ScanKind.Damage, limit - Offset);

    private ScanStep Step(ScanKind kind, long length, FrameHeader header = default, ReadOnlyMemory<byte> payload = default)
    {
        var step = new ScanStep(kind, Offset, length, header, payload);
        Offset += length;
        return step;
    }

    private ScanStep Unreadable(long limit)
    {
        var next = FindHeader(Offset + 1, limit);
        return next < 0 ? Step(ScanKind.Tail, limit - Offset) : Step(ScanKind.Damage, next - Offset);
    }

    private bool TryHeader(long at, long limit, out FrameHeader header)
    {
        header = default;
        if (limit - at < FrameHeader.Size)
        {
            return false;
        }

        var bytes = Window(at, FrameHeader.Size, limit);
        return bytes.Length >= FrameHeader.Size
            && FrameHeader.TryRead(bytes, salt, out header)
            && header.Length <= Array.MaxLength
            && header.Kind switch
            {
                // A frame that does not follow the last one is a remnant of an earlier write at this place.
                FrameKind.Data => header.Ordinal > _lastOrdinal,
                FrameKind.Cut => header.Length == SegmentCut.Size,
                _ => false,
            };
    }

    private long FindHeader(long from, long limit)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, FrameHeader.Magic);
        while (limit - from >= FrameHeader.Size)
        {
            var bytes = Window(from, FrameHeader.Size, limit);
            if (bytes.IsEmpty)
            {
                return -1;
            }

            var found = bytes.IndexOf(magic);
            if (found < 0)
            {
                // The magic may straddle the end of what was seen.
                from += Math.Max(1, bytes.Length - (magic.Length - 1));
                continue;
            }

            from += found;
            if (TryHeader(from, limit, out _))
            {
                return from;
            }

            from++;
        }

        return -1;
    }

    private bool CheckPayload(FrameHeader header, ScanDepth depth, ArrayPool<byte>? pool, out ReadOnlyMemory<byte> payload)
    {
        var at = Offset + FrameHeader.Size;
        var length = (int)header.Length;
        payload = default;
        if (depth == ScanDepth.Payloads)
        {
            var bytes = pool?.Rent(length) ?? GC.AllocateUninitializedArray<byte>(length);
            payload = bytes.AsMemory(0, length);
            if (Copy(at, bytes.AsSpan(0, length)) && Crc32C.Of(payload.Span) == header.PayloadCrc)
            {
                return true;
            }

            pool?.Return(bytes);
            payload = default;
            return false;
        }

        var state = uint.MaxValue;
        while (length > 0)
        {
            var bytes = Window(at, 1, at + length);
            if (bytes.IsEmpty)
            {
                return false;
            }

            bytes = bytes[..Math.Min(bytes.Length, length)];
            state = Crc32C.Continue(state, bytes);
            at += bytes.Length;
            length -= bytes.Length;
        }

        return ~state == header.PayloadCrc;
    }

    private bool Copy(long at, Span<byte> into)
    {
        var start = at - _windowOffset;
        var have = start >= 0 && start < _windowLength ? (int)Math.Min(_windowLength - start, into.Length) : 0;
        _window.AsSpan((int)(have == 0 ? 0 : start), have).CopyTo(into);
        return have + (have == into.Length ? 0 : file.Read(at + have, into[have..])) == into.Length;
    }

    /// <summary>At least <paramref name="minimum"/> bytes at an offset, unless the file ends; never past the limit.</summary>
    private ReadOnlySpan<byte> Window(long at, int minimum, long limit)
    {
        var start = at - _windowOffset;
        if (start < 0 || start + minimum > _windowLength)
        {
            _windowLength = file.Read(at, _window.AsSpan(0, (int)Math.Min(WindowBytes, limit - at)));
            _windowOffset = at;
            start = 0;
        }

        return _window.AsSpan((int)start, (int)Math.Min(_windowLength - start, limit - at));
    }
}
