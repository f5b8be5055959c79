using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry.Otlp;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>Export requests of OTLP/JSON around spans that were written before.</summary>
/// <param name="resource">The resource.</param>
internal sealed class CallRequest(ProxyResource resource)
{
    private static readonly OtlpEnvelope Envelope = new("tracing.proxy");

    /// <summary>Makes a request.</summary>
    /// <param name="run">The run that the calls' requests named, or null.</param>
    /// <param name="spans">The spans.</param>
    public OtlpRequest Of(string? run, IEnumerable<byte[]> spans)
    {
        IEnumerable<KeyValuePair<string, object>> attributes = resource.For(run).Select(attribute => KeyValuePair.Create<string, object>(attribute.Key, attribute.Value));
        return Envelope.Spans(
            attributes,
            writer =>
            {
                foreach (byte[] span in spans)
                {
                    writer.WriteRawValue(span, skipInputValidation: true);
                }
            });
    }
}
