namespace Tracing.Storage.Rows;

/// <summary>That a trace belongs to a run.</summary>
/// <param name="TraceId">The trace, lowercase hex.</param>
/// <param name="RunId">The run.</param>
/// <param name="Source">Who told: see <see cref="RunTraceSources"/>.</param>
public sealed record RunTraceRow(string TraceId, string RunId, string Source);
