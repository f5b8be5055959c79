using Tracing.Vocabulary;

namespace Tracing.Dialects.Records;

/// <summary>Everything stored of one run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Spans">Spans by start time.</param>
/// <param name="Logs">Log records by time.</param>
public sealed record RunRecords(string RunId, IReadOnlyList<SpanRecord> Spans, IReadOnlyList<LogRecord> Logs)
{
    /// <summary>
    /// Each record once. A span is known by its ids. A log record has none: it is the same one where time, place, body and every attribute are equal,
    /// as an exporter leaves it that repeats its records in another batch.
    /// </summary>
    /// <returns>The records without repetitions.</returns>
    public RunRecords Once() => this with
    {
        Spans = [.. Spans.DistinctBy(span => (span.TraceId, span.SpanId))],
        Logs = [.. Logs.Distinct(LogSameness.Instance)],
    };

    /// <summary>Whether any record comes from a service.</summary>
    /// <param name="service">Its <c>service.name</c>.</param>
    public bool HasService(string service) => Spans.Any(span => IsOf(span.Resource, service)) || Logs.Any(log => IsOf(log.Resource, service));

    /// <summary>The records that come from a service.</summary>
    /// <param name="service">Its <c>service.name</c>.</param>
    public RunRecords OfService(string service) => this with
    {
        Spans = [.. Spans.Where(span => IsOf(span.Resource, service))],
        Logs = [.. Logs.Where(log => IsOf(log.Resource, service))],
    };

    private static bool IsOf(AttributeSet resource, string service) => string.Equals(resource.Text(StandardAttributes.ServiceName), service, StringComparison.Ordinal);
}
