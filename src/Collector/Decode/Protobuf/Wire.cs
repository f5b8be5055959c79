using System.Runtime.CompilerServices;

namespace Tracing.Collector.Decode.Protobuf;

/// <summary>
/// Primitives of the protobuf wire format (protobuf.dev, "Encoding"). The caller's buffer is readable 64 bytes beyond its
/// end, so a varint or a fixed value may be read before its end is checked; a message is whole when its reader stops
/// exactly at its end. As generated parsers do, tags and lengths are cut to 32 bits, and a known field with another wire
/// type counts as unknown.
/// </summary>
internal static unsafe class Wire
{
    private const int MaxGroupDepth = 100;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Varint(ref byte* p)
    {
        ulong value = *p++;
        return value < 0x80 ? value : LongVarint(ref p, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Tag(ref byte* p)
    {
        uint tag = *p++;
        return tag < 0x80 ? tag : (uint)LongVarint(ref p, tag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fixed64(ref byte* p)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(p);
        p += sizeof(ulong);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Fixed32(ref byte* p)
    {
        uint value = Unsafe.ReadUnaligned<uint>(p);
        p += sizeof(uint);
        return value;
    }

    /// <summary>Reads a length and steps over as many bytes, all of them before <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice LengthDelimited(ref byte* p, byte* end)
    {
        uint length = (uint)Varint(ref p);
        // Signed: the varint itself may have run past the end.
        if (length > end - p)
        {
            Fail();
        }

        byte* start = p;
        p += length;
        return new Slice(start, (nint)length);
    }

    /// <summary>Steps over a field that nobody reads.</summary>
    public static void Skip(ref byte* p, byte* end, uint tag)
    {
        switch (tag & 7)
        {
            case WireTypes.Varint:
                Varint(ref p);
                break;
            case WireTypes.Fixed64:
                p += sizeof(ulong);
                break;
            case WireTypes.LengthDelimited:
                LengthDelimited(ref p, end);
                break;
            case WireTypes.StartGroup:
                SkipGroup(ref p, end, tag >> 3);
                break;
            case WireTypes.Fixed32:
                p += sizeof(uint);
                break;
            default:
                Fail();
                break;
        }

        if (p > end || tag >> 3 == 0)
        {
            Fail();
        }
    }

    public static void CheckEnd(byte* p, byte* end)
    {
        if (p != end)
        {
            Fail();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LongVarint(ref byte* p, ulong first)
    {
        ulong value = first & 0x7f;
        for (int shift = 7; shift < 70; shift += 7)
        {
            ulong next = *p++;
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        Fail();
        return 0;
    }

    // Groups are deprecated, not forbidden. No recursion: depth is the sender's choice.
    private static void SkipGroup(ref byte* p, byte* end, uint number)
    {
        Span<uint> open = stackalloc uint[MaxGroupDepth];
        int depth = 0;
        open[depth++] = number;
        while (depth > 0)
        {
            if (p >= end)
            {
                Fail();
            }

            uint tag = Tag(ref p);
            if ((tag & 7) == WireTypes.EndGroup)
            {
                if (open[--depth] != tag >> 3)
                {
                    Fail();
                }
            }
            else if ((tag & 7) == WireTypes.StartGroup)
            {
                if (depth == MaxGroupDepth || tag >> 3 == 0)
                {
                    Fail();
                }

                open[depth++] = tag >> 3;
            }
            else
            {
                Skip(ref p, end, tag);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail() => MalformedRequestException.Throw("the body is not a protobuf message of OTLP: it is cut or damaged");
}
