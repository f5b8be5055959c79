using System.Runtime.CompilerServices;

namespace Tracing.Storage.Columns;

/// <summary>
/// The segments of an attribute map and of its types: one letter an attribute, in map order
/// (<c>s</c> string, <c>i</c> int, <c>d</c> double, <c>b</c> bool, <c>y</c> bytes, <c>a</c> array, <c>m</c> key-value list, <c>n</c> empty).
/// A map is open between <see cref="Open"/> and <see cref="Close"/>; <see cref="Abandon"/> takes an open one back.
/// A closed map leaves its keys and letters only where no map before it had the same (<see cref="SegmentPacking"/>).
/// </summary>
public sealed class MapColumns : IDisposable
{
    private readonly MapShapes _shapes = new();
    private nint _openTypes;
    private nint _openKeys;
    private nint _openValues;
    private long _count;
    private long _openCount;

    /// <summary>Takes the segments of a map.</summary>
    /// <param name="runs">Which maps have which shape.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="values">Values as text.</param>
    /// <param name="types">Type letters, one string a shape.</param>
    public MapColumns(ColumnBuffer runs, ColumnBuffer keys, ColumnBuffer values, ColumnBuffer types)
    {
        Runs = runs;
        Keys = keys;
        Values = values;
        Types = types;
    }

    /// <summary>Makes a map with segments of its own, outside a table.</summary>
    public MapColumns()
    {
        Runs = new ColumnBuffer();
        Keys = new ColumnBuffer();
        Values = new ColumnBuffer();
        Types = new ColumnBuffer();
    }

    /// <summary>Which maps have which shape: pairs of varints, a shape and how many maps in a row have it.</summary>
    public ColumnBuffer Runs { get; }

    /// <summary>Keys of each shape, and of the open map.</summary>
    public ColumnBuffer Keys { get; }

    /// <summary>Values.</summary>
    public ColumnBuffer Values { get; }

    /// <summary>Type letters of each shape, and of the open map.</summary>
    public ColumnBuffer Types { get; }

    /// <summary>Attributes of the open map.</summary>
    public long OpenCount => _count - _openCount;

    /// <summary>Where the keys of the open map start.</summary>
    public nint OpenKeys => _openKeys;

    /// <summary>Where the values of the open map start.</summary>
    public nint OpenValues => _openValues;

    /// <summary>Where the letters of the open map start.</summary>
    public nint OpenLetters => _openTypes + 1;

    /// <summary>Opens the next map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Open()
    {
        _openTypes = Types.Length;
        _openKeys = Keys.Length;
        _openValues = Values.Length;
        _openCount = _count;
        Types.Ensure(16);
        Types.AppendByte(0);
    }

    /// <summary>Counts one attribute whose key and value are written; room for the letter is ensured.</summary>
    /// <param name="letter">Its type.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte letter)
    {
        Types.AppendByte(letter);
        _count++;
    }

    /// <summary>Closes the open map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Close()
    {
        nint letters = Types.Length - _openTypes - 1;
        if (letters < 0x80)
        {
            Types.Start[_openTypes] = (byte)letters;
        }
        else
        {
            WidenLength(letters);
        }

        _shapes.Add(Keys, _openKeys, Types, _openTypes, Runs);
    }

    /// <summary>Ends what is open after the last map.</summary>
    public void Complete() => _shapes.EndRun(Runs);

    /// <summary>Takes back the open map.</summary>
    public void Abandon()
    {
        Types.Truncate(_openTypes);
        Keys.Truncate(_openKeys);
        Values.Truncate(_openValues);
        _count = _openCount;
    }

    /// <summary>Adds a map that equals the only one of another.</summary>
    /// <param name="only">Holds exactly one closed map.</param>
    public void AddCopy(MapColumns only)
    {
        Open();
        Keys.AppendAll(only.Keys);
        Values.AppendAll(only.Values);
        Types.Truncate(_openTypes);
        Types.AppendAll(only.Types);
        _shapes.Add(Keys, _openKeys, Types, _openTypes, Runs);
    }

    /// <summary>Forgets all maps; the buffers are emptied by their owner.</summary>
    public void Reset()
    {
        _count = 0;
        _openTypes = _openKeys = _openValues = 0;
        _openCount = 0;
        _shapes.Reset();
    }

    /// <summary>Empties the segments too.</summary>
    public void Clear()
    {
        Runs.Reset();
        Keys.Reset();
        Values.Reset();
        Types.Reset();
        Reset();
    }

    /// <summary>Frees the segments: only for a map outside a table.</summary>
    public void Dispose()
    {
        Runs.Dispose();
        Keys.Dispose();
        Values.Dispose();
        Types.Dispose();
    }

    internal MapMark Mark() => new(Runs.Length, Keys.Length, Values.Length, Types.Length, _shapes.Mark());

    internal void Restore(in MapMark mark)
    {
        Runs.Truncate(mark.Runs);
        Keys.Truncate(mark.Keys);
        Values.Truncate(mark.Values);
        Types.Truncate(mark.Types);
        _shapes.Restore(mark.Shapes);
    }

    // 128 attributes and more: the length takes more than the byte that was left for it.
    private unsafe void WidenLength(nint letters)
    {
        int width = 0;
        for (nint rest = letters; rest > 0; rest >>= 7)
        {
            width++;
        }

        Types.Ensure(width);
        byte* at = Types.Start + _openTypes;
        Buffer.MemoryCopy(at + 1, at + width, letters, letters);
        Types.Truncate(_openTypes);
        Types.AppendVarint((ulong)letters);
        Types.Advance(letters);
    }
}

/// <summary>A point to which a map can be rolled back.</summary>
internal readonly record struct MapMark(nint Runs, nint Keys, nint Values, nint Types, ShapeMark Shapes);
