namespace Tracing.Collector.Insert;

/// <summary>The inserter is stopping; the range stays in the ledger as it is.</summary>
internal sealed class StoppedException : OperationCanceledException;
