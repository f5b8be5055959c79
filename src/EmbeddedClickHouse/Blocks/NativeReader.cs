using System.Buffers.Binary;

namespace Tracing.EmbeddedClickHouse.Blocks;

/// <summary>Walks over bytes of the Native format.</summary>
internal ref struct NativeReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>Bytes passed so far.</summary>
    public int Position { get; private set; }

    /// <summary>All bytes were passed.</summary>
    public readonly bool AtEnd => Position >= data.Length;

    /// <summary>A variable-length number.</summary>
    public int Number()
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var b = data[Position++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return checked((int)value);
            }

            shift += 7;
        }
    }

    /// <summary>A 64-bit number, little endian.</summary>
    public ulong Fixed64()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(data[Position..]);
        Position += sizeof(ulong);
        return value;
    }

    /// <summary>A string's bytes.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var length = Number();
        var text = data.Slice(Position, length);
        Position += length;
        return text;
    }

    /// <summary>Passes bytes over.</summary>
    public void Skip(int count) => Position += count;
}
