namespace Tracing.Collector.Insert;

/// <summary>The store refuses a range for good.</summary>
/// <param name="table">The table that refused.</param>
/// <param name="reason">Why.</param>
internal sealed class RangeRefusedException(string table, string reason) : InvalidOperationException(reason)
{
    public string Table { get; } = table;
}
