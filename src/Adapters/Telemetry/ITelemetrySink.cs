using Tracing.Adapters.Import;

namespace Tracing.Adapters.Telemetry;

/// <summary>Takes export requests on their way to a collector. It may be called by many threads, and never throws for what a collector or a disk does.</summary>
public interface ITelemetrySink
{
    /// <summary>Takes a request.</summary>
    /// <param name="request">The request; the same bytes each time it is delivered.</param>
    void Send(OtlpRequest request);
}
