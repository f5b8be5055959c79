namespace Tracing.Collector.Interpret;

/// <summary>How far a reinterpretation is.</summary>
/// <param name="Done">Runs done, those that could not be read among them.</param>
/// <param name="Total">Runs there were at the start.</param>
/// <param name="Changed">Runs that are read otherwise now; the earlier reading of each is kept.</param>
/// <param name="Unread">Runs that were left as they are, with the reason.</param>
public sealed record ReinterpretProgress(int Done, int Total, int Changed, IReadOnlyList<(string RunId, string Reason)> Unread);
