namespace Tracing.Storage.Columns;

/// <summary>Builds the rows of one table: a buffer for each segment of its layout.</summary>
public abstract class TableColumns : IDisposable
{
    private readonly ColumnBuffer[] _segments;

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

    /// <summary>Counts a row; every segment that rows count holds one value more.</summary>
    public void AddRow() => Rows++;

    /// <summary>Empties everything.</summary>
    public virtual void Reset()
    {
        Rows = 0;
        foreach (ColumnBuffer segment in _segments)
        {
            segment.Reset();
        }
    }

    /// <summary>Writes the time of arrival, the same for every row, into its column.</summary>
    /// <param name="unixNano">Nanoseconds since 1970.</param>
    public void StampIngestedAt(long unixNano)
    {
        ColumnBuffer column = Of("IngestedAt");
        column.Truncate(0);
        column.Ensure((nint)Rows * sizeof(long));
        for (int i = 0; i < Rows; i++)
        {
            column.AppendInt64(unixNano);
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
    protected MapColumns MapOf(string column, string types) =>
        new(Of(column + ".offsets"), Of(column + ".keys"), Of(column + ".values"), Of(types));

    /// <summary>Frees the buffers.</summary>
    /// <param name="disposing">True where called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        foreach (ColumnBuffer segment in _segments)
        {
            segment.Dispose();
        }
    }
}
