namespace Tracing.Storage.Writes;

/// <summary>A column of a derived table: its name, its type as <c>system.columns</c> shows it, and a row's value for it.</summary>
internal sealed record DerivedColumn<TRow>(string Name, string Type, Func<TRow, object?> Value)
{
    /// <summary>Times travel as the nanoseconds they are: the driver's own time types are coarser.</summary>
    public string WireType { get; } = Type.Replace("DateTime64(9)", "Int64", StringComparison.Ordinal);
}

/// <summary>A derived table's columns, declared once.</summary>
internal sealed class DerivedTable<TRow>(string name, params DerivedColumn<TRow>[] columns)
{
    public string Name => name;

    public IReadOnlyList<DerivedColumn<TRow>> Columns => columns;

    public IReadOnlyDictionary<string, string> WireTypes { get; } = columns.ToDictionary(column => column.Name, column => column.WireType);

    /// <summary>A row's values in the order of the columns.</summary>
    public object[] Values(TRow row) => Array.ConvertAll(columns, column => column.Value(row) ?? DBNull.Value);
}
