using Tracing.Adapters.Import;

namespace Tracing.Adapters.Telemetry;

/// <summary>Redacts requests that others made, such as those of the model proxy, before they are passed on.</summary>
/// <param name="next">Takes the redacted requests.</param>
/// <param name="redaction">What to hide.</param>
public sealed class RedactingSink(ITelemetrySink next, Redaction redaction) : ITelemetrySink
{
    /// <inheritdoc/>
    public void Send(OtlpRequest request) => next.Send(request with { Json = redaction.Apply(request.Json) });
}
