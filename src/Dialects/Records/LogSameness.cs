namespace Tracing.Dialects.Records;

/// <summary>Whether two log records are one that was sent twice. The resource is left out: it is the run's own.</summary>
internal sealed class LogSameness : IEqualityComparer<LogRecord>
{
    public static LogSameness Instance { get; } = new();

    public bool Equals(LogRecord? x, LogRecord? y) =>
        ReferenceEquals(x, y) ||
        (x is not null && y is not null && x.UnixNano == y.UnixNano &&
            string.Equals(x.SpanId, y.SpanId, StringComparison.Ordinal) &&
            string.Equals(x.TraceId, y.TraceId, StringComparison.Ordinal) &&
            string.Equals(x.EventName, y.EventName, StringComparison.Ordinal) &&
            string.Equals(x.Body, y.Body, StringComparison.Ordinal) &&
            x.Attributes.All.SequenceEqual(y.Attributes.All));

    public int GetHashCode(LogRecord obj) => HashCode.Combine(obj.UnixNano, obj.SpanId, obj.EventName, obj.Attributes.All.Count);
}
