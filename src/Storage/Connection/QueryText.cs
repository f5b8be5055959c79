namespace Tracing.Storage.Connection;

/// <summary>A query, its values and how to read its rows.</summary>
/// <param name="Sql">The text; values stand as <c>{name:Type}</c>.</param>
/// <param name="Parameters">The values.</param>
/// <param name="Map">Reads one row, column by column.</param>
/// <param name="BinaryStrings">Whether strings are read as bytes.</param>
internal sealed record QueryText<TRow>(string Sql, Parameters? Parameters, Func<RowReader, TRow> Map, bool BinaryStrings = false);
