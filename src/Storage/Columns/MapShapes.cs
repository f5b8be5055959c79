using System.Runtime.CompilerServices;

namespace Tracing.Storage.Columns;

/// <summary>
/// The distinct shapes of the maps of a column: a shape is what the keys and type letters of a map are. Records of one
/// source have few of them, so they are written once and the maps refer to them. Only the last few are looked up: a shape
/// that was forgotten is written again. Not safe for concurrent use.
/// </summary>
internal sealed unsafe class MapShapes
{
    private const int Remembered = 8;

    private readonly Shape[] _recent = new Shape[Remembered];
    private int _last;
    private int _count;
    private int _run = -1;
    private uint _runLength;

    /// <summary>Where the shape that was just written to the end of both segments stands already, or its own new number.</summary>
    /// <param name="keys">Keys; those of the map begin at <paramref name="keysAt"/>.</param>
    /// <param name="keysAt">Where.</param>
    /// <param name="types">Letters; those of the map, with their length, begin at <paramref name="typesAt"/>.</param>
    /// <param name="typesAt">Where.</param>
    /// <param name="runs">Gets a pair for each run of maps of one shape.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ColumnBuffer keys, nint keysAt, ColumnBuffer types, nint typesAt, ColumnBuffer runs)
    {
        var shape = new Shape(keysAt, keys.Length - keysAt, typesAt, types.Length - typesAt, _count);
        int number = shape.IsLike(in _recent[_last], keys, types) ? _recent[_last].Number : FindOther(in shape, keys, types);
        if (number < _count)
        {
            keys.Truncate(keysAt);
            types.Truncate(typesAt);
        }
        else
        {
            _count++;
        }

        if (number != _run)
        {
            EndRun(runs);
            _run = number;
        }

        _runLength++;
    }

    /// <summary>Writes the pair of the run that is open.</summary>
    public void EndRun(ColumnBuffer runs)
    {
        if (_runLength > 0)
        {
            runs.AppendCount((uint)_run);
            runs.AppendCount(_runLength);
        }

        _run = -1;
        _runLength = 0;
    }

    public void Reset()
    {
        Array.Clear(_recent);
        _last = 0;
        _count = 0;
        _run = -1;
        _runLength = 0;
    }

    public ShapeMark Mark() => new(_count, _run, _runLength);

    /// <summary>Forgets what came after a mark; the segments are cut by their owner.</summary>
    public void Restore(in ShapeMark mark)
    {
        (_count, _run, _runLength) = (mark.Count, mark.Run, mark.RunLength);
        foreach (ref Shape shape in _recent.AsSpan())
        {
            if (shape.Number >= _count)
            {
                shape = default;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindOther(in Shape shape, ColumnBuffer keys, ColumnBuffer types)
    {
        for (int i = 0; i < Remembered; i++)
        {
            if (shape.IsLike(in _recent[i], keys, types))
            {
                _last = i;
                return _recent[i].Number;
            }
        }

        // In turn: the oldest makes room.
        _last = shape.Number % Remembered;
        _recent[_last] = shape;
        return shape.Number;
    }

    /// <summary>A shape and where it stands. No shape has no letters: their length is one of their bytes.</summary>
    private readonly record struct Shape(nint Keys, nint KeyBytes, nint Types, nint TypeBytes, int Number)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsLike(in Shape other, ColumnBuffer keys, ColumnBuffer types) =>
            KeyBytes == other.KeyBytes && TypeBytes == other.TypeBytes &&
            Span(keys, Keys, KeyBytes).SequenceEqual(Span(keys, other.Keys, KeyBytes)) &&
            Span(types, Types, TypeBytes).SequenceEqual(Span(types, other.Types, TypeBytes));

        private static ReadOnlySpan<byte> Span(ColumnBuffer buffer, nint at, nint count) => new(buffer.Start + at, (int)count);
    }
}

/// <summary>A point to which the shapes can be rolled back.</summary>
internal readonly record struct ShapeMark(int Count, int Run, uint RunLength);
