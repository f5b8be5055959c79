namespace Tracing.Storage.Columns;

/// <summary>A run and a trace of it that an insert brought rows for.</summary>
/// <param name="RunId">The run; empty where the records are bound to none.</param>
/// <param name="TraceId">The trace, lowercase hex; empty where the records name none.</param>
public readonly record struct RunTouch(string RunId, string TraceId);
