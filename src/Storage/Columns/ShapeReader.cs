using System.Buffers.Binary;

namespace Tracing.Storage.Columns;

/// <summary>The shapes of a map's column (<see cref="MapShapes"/> wrote them), and the maps made of them.</summary>
internal sealed class ShapeReader
{
    private readonly ReadOnlyMemory<byte> _keys;
    private readonly ReadOnlyMemory<byte> _types;
    private readonly List<Shape> _shapes = [];

    /// <summary>Reads the shapes.</summary>
    /// <param name="keys">Keys of all shapes.</param>
    /// <param name="types">Letters of all shapes, a string each: a letter for each key.</param>
    /// <exception cref="CorruptFrameException">They do not fit each other.</exception>
    public ShapeReader(ReadOnlyMemory<byte> keys, ReadOnlyMemory<byte> types)
    {
        _keys = keys;
        _types = types;
        int atKeys = 0;
        for (int atTypes = 0; atTypes < types.Length;)
        {
            int typesStart = atTypes;
            int keysStart = atKeys;
            Require(StringSegment.TryRead(types.Span, ref atTypes, out ReadOnlySpan<byte> letters));
            for (int key = 0; key < letters.Length; key++)
            {
                Require(StringSegment.TryRead(keys.Span, ref atKeys, out _));
            }

            _shapes.Add(new Shape(keysStart..atKeys, typesStart..atTypes, letters.Length));
        }

        Require(atKeys == keys.Length);
    }

    /// <summary>Makes the segments of the maps.</summary>
    /// <param name="runs">Pairs of varints: a shape, and how many maps in a row have it.</param>
    /// <param name="maps">How many maps there must be.</param>
    /// <param name="memory">Gives memory for the segments.</param>
    /// <returns>Offsets, keys and letters, a value for each map.</returns>
    /// <exception cref="CorruptFrameException">The runs make other maps.</exception>
    public (Memory<byte> Offsets, Memory<byte> Keys, Memory<byte> Types) Unpack(ReadOnlySpan<byte> runs, long maps, UnpackedMemory memory)
    {
        long keyBytes = 0;
        long typeBytes = 0;
        long seen = 0;
        for (int at = 0; at < runs.Length;)
        {
            (Shape shape, uint length) = ReadRun(runs, ref at);
            seen += length;
            keyBytes += (long)length * shape.KeyBytes;
            typeBytes += (long)length * shape.TypeBytes;
            Require(seen <= maps && keyBytes <= ColumnBuffer.MaxBytes && typeBytes <= ColumnBuffer.MaxBytes);
        }

        Require(seen == maps);
        Memory<byte> offsets = memory.Take(maps * sizeof(long));
        Memory<byte> keys = memory.Take(keyBytes);
        Memory<byte> types = memory.Take(typeBytes);
        Write(runs, offsets.Span, keys.Span, types.Span);
        return (offsets, keys, types);
    }

    private void Write(ReadOnlySpan<byte> runs, Span<byte> offsets, Span<byte> keys, Span<byte> types)
    {
        long end = 0;
        for (int at = 0; at < runs.Length;)
        {
            (Shape shape, uint length) = ReadRun(runs, ref at);
            keys = Repeated.Fill(keys, _keys.Span[shape.Keys], length);
            types = Repeated.Fill(types, _types.Span[shape.Types], length);
            for (; length > 0; length--)
            {
                end += shape.Count;
                BinaryPrimitives.WriteInt64LittleEndian(offsets, end);
                offsets = offsets[sizeof(long)..];
            }
        }
    }

    private (Shape Shape, uint Length) ReadRun(ReadOnlySpan<byte> runs, ref int at)
    {
        uint shape = Varints.Read(runs, ref at);
        Require(shape < _shapes.Count);
        return (_shapes[(int)shape], Varints.Read(runs, ref at));
    }

    private static void Require(bool fits)
    {
        if (!fits)
        {
            throw new CorruptFrameException("the shapes of a map do not fit its keys, letters or number");
        }
    }

    private readonly record struct Shape(Range Keys, Range Types, int Count)
    {
        public int KeyBytes => Keys.End.Value - Keys.Start.Value;

        public int TypeBytes => Types.End.Value - Types.Start.Value;
    }
}
