using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry.Redacting;

namespace Tracing.Adapters.Telemetry;

/// <summary>Redacts requests that others made, such as the model proxy or an agent, before they are passed on.</summary>
/// <param name="next">Takes the redacted requests.</param>
/// <param name="redaction">What to hide.</param>
public sealed class RedactingSink(ITelemetrySink next, Redaction redaction) : ITelemetrySink
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The body is no message of OTLP.</exception>
    public void Send(OtlpRequest request) => next.Send(request with
    {
        Body = request.Encoding == OtlpEncoding.Json ? Redacted(request) : MessageRedactor.Redact(request.Body, OtlpMessages.RequestOf(request.SignalPath), redaction),
    });

    // What holds nothing to hide goes on with the bytes that came.
    private ReadOnlyMemory<byte> Redacted(OtlpRequest request)
    {
        string text = request.Json;
        string clean = redaction.Apply(text);
        return ReferenceEquals(clean, text) ? request.Body : System.Text.Encoding.UTF8.GetBytes(clean);
    }
}
