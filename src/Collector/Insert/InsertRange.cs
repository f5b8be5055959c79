namespace Tracing.Collector.Insert;

/// <summary>
/// Frames that go to the store together. Noted durably before the first try and never regrouped under its number, so that
/// after a crash the store can be asked how much of it is there.
/// </summary>
/// <param name="Batch">Its number, in every row: the collector's id in the upper 32 bits, a counter in the lower.</param>
/// <param name="From">Sequence of its first frame.</param>
/// <param name="Through">Sequence of its last frame.</param>
/// <param name="Rows">What it brings.</param>
internal readonly record struct InsertRange(ulong Batch, ulong From, ulong Through, RowCounts Rows);
