namespace Tracing.Dialects.Records;

/// <summary>Everything stored of one run, each record once.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Spans">Spans by start time.</param>
/// <param name="Logs">Log records by time.</param>
public sealed record RunRecords(string RunId, IReadOnlyList<SpanRecord> Spans, IReadOnlyList<LogRecord> Logs);
