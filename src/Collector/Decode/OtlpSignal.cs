namespace Tracing.Collector.Decode;

/// <summary>Which OTLP signal a request carries.</summary>
public enum OtlpSignal
{
    /// <summary><c>ExportTraceServiceRequest</c>.</summary>
    Traces,

    /// <summary><c>ExportLogsServiceRequest</c>.</summary>
    Logs,
}
