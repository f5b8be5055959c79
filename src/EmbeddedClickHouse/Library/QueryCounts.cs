namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>Counts of one query.</summary>
/// <param name="ReadRows">Rows read from storage.</param>
/// <param name="ReadBytes">Bytes read from storage, before compression.</param>
/// <param name="WrittenRows">Rows written.</param>
/// <param name="WrittenBytes">Bytes written, before compression.</param>
/// <param name="ResultRows">Rows of the result.</param>
internal readonly record struct QueryCounts(ulong ReadRows, ulong ReadBytes, ulong WrittenRows, ulong WrittenBytes, ulong ResultRows);
