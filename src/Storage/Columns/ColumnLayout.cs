namespace Tracing.Storage.Columns;

/// <summary>One column of a table and the segments it is made of.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The column's type as <c>system.columns</c> shows it.</param>
/// <param name="Segments">Indices into <see cref="TableLayout.Segments"/>, in wire order. Nested columns share their offsets.</param>
public sealed record ColumnLayout(string Name, string Type, IReadOnlyList<int> Segments)
{
    /// <summary>
    /// The type written in the Native header. Dictionaries are left to the engine: it converts plain strings to
    /// <c>LowCardinality</c>, at no more CPU than dictionaries of ours would cost it.
    /// </summary>
    public string WireType { get; } = Type.Replace("LowCardinality(String)", "String", StringComparison.Ordinal);
}
