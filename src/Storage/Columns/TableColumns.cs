using System.Runtime.CompilerServices;

namespace Tracing.Storage.Columns;

/// <summary>Builds the rows of one table: a buffer for each segment of its layout.</summary>
public abstract class TableColumns : IDisposable
{
    private readonly ColumnBuffer[] _segments;
    private readonly List<MapColumns> _maps = [];
    private long _prefix = -1;
    private int _prefixStart;
    private int _prefixes;

    /// <summary>Makes a buffer for every segment.</summary>
    /// <param name="layout">The table's layout.</param>
    protected TableColumns(TableLayout layout)
    {
        Layout = layout;
        _segments = new ColumnBuffer[layout.Segments.Count];
        for (int i = 0; i < _segments.Length; i++)
        {
            _segments[i] = new ColumnBuffer();
        }
    }

    /// <summary>The table's layout.</summary>
    public TableLayout Layout { get; }

    /// <summary>Rows that were added.</summary>
    public int Rows { get; protected set; }

    /// <summary>The buffers in the order of <see cref="TableLayout.Segments"/>.</summary>
    public IReadOnlyList<ColumnBuffer> Segments => _segments;

    internal ReadOnlySpan<ColumnBuffer> Buffers => _segments;

    /// <summary>How many rows have each prefix, as varints.</summary>
    internal ColumnBuffer PrefixRows { get; } = new();

    /// <summary>
    /// Begins a prefix where the row to come has another one than the row before. Its columns then get one value each,
    /// which counts for every row until the next prefix.
    /// </summary>
    /// <param name="number">Tells the prefixes of a request apart; not negative.</param>
    /// <returns>Whether the columns of the prefix must be written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryOpenPrefix(long number)
    {
        if (number == _prefix)
        {
            return false;
        }

        ClosePrefix();
        _prefix = number;
        return true;
    }

    /// <summary>Counts a row; every segment that rows count holds one value more.</summary>
    public void AddRow() => Rows++;

    /// <summary>Empties everything.</summary>
    public void Reset()
    {
        Rows = 0;
        _prefix = -1;
        _prefixStart = 0;
        _prefixes = 0;
        PrefixRows.Reset();
        foreach (MapColumns map in _maps)
        {
            map.Reset();
        }

        foreach (ColumnBuffer segment in _segments)
        {
            segment.Reset();
        }
    }

    /// <summary>Ends what is open after the last row, and writes the time of arrival, which is the same for every row.</summary>
    /// <param name="arrivalUnixNano">Nanoseconds since 1970.</param>
    public void Complete(long arrivalUnixNano)
    {
        ClosePrefix();
        ColumnBuffer arrivals = Of("IngestedAt");
        for (int prefix = _prefixes; prefix > 0; prefix--)
        {
            arrivals.AppendInt64(arrivalUnixNano);
        }

        foreach (MapColumns map in _maps)
        {
            map.Complete();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The buffer of the segment of that name.</summary>
    /// <param name="segment">The segment's name.</param>
    /// <returns>Its buffer.</returns>
    protected ColumnBuffer Of(string segment) => _segments[Layout.SegmentIndex(segment)];

    /// <summary>The map of a column and its types.</summary>
    /// <param name="column">The map's column.</param>
    /// <param name="types">The column of its types.</param>
    /// <returns>Its segments.</returns>
    protected MapColumns MapOf(string column, string types)
    {
        var map = new MapColumns(Of(column + ".offsets"), Of(column + ".keys"), Of(column + ".values"), Of(types));
        _maps.Add(map);
        return map;
    }

    /// <summary>Frees the buffers.</summary>
    /// <param name="disposing">True where called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        PrefixRows.Dispose();
        foreach (ColumnBuffer segment in _segments)
        {
            segment.Dispose();
        }
    }

    private void ClosePrefix()
    {
        if (_prefix >= 0)
        {
            PrefixRows.AppendCount((ulong)(Rows - _prefixStart));
            _prefixes++;
            _prefixStart = Rows;
            _prefix = -1;
        }
    }
}
