namespace Tracing.Storage.Columns;

/// <summary>The columns of a table in the order in which our Native blocks carry them.</summary>
public sealed class TableLayout
{
    internal TableLayout(TableTag tag, string table, IReadOnlyList<ColumnLayout> columns, IReadOnlyList<SegmentLayout> segments)
    {
        Tag = tag;
        Table = table;
        Columns = columns;
        Segments = segments;
    }

    /// <summary>The column that is appended at the insert: one value for all rows of it.</summary>
    public static ColumnLayout Batch { get; } = new("Batch", "UInt64", []);

    /// <summary>The table's tag.</summary>
    public TableTag Tag { get; }

    /// <summary>The table's name, without its database.</summary>
    public string Table { get; }

    /// <summary>The columns that a frame carries; <see cref="Batch"/> follows them in the insert.</summary>
    public IReadOnlyList<ColumnLayout> Columns { get; }

    /// <summary>The segments of a block, in frame order.</summary>
    public IReadOnlyList<SegmentLayout> Segments { get; }

    /// <summary>Index of the segment of that name.</summary>
    /// <param name="name">The segment's name.</param>
    /// <returns>Its index.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int SegmentIndex(string name)
    {
        for (int i = 0; i < Segments.Count; i++)
        {
            if (string.Equals(Segments[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new ArgumentException($"{Table} has no segment {name}", nameof(name));
    }

    /// <summary>Index of the segment with the type letters of a map.</summary>
    /// <param name="offsets">Index of the map's offsets.</param>
    /// <returns>Its index.</returns>
    internal int TypesOf(int offsets)
    {
        int types = offsets + 1;
        while (Segments[types].Map != offsets)
        {
            types++;
        }

        return types;
    }
}
