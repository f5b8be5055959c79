using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

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
        string path = run is null || run == resource.Run ? "v1/traces" : $"{RunBindings.PathPrefix.TrimStart('/')}{run}/v1/traces";
        IEnumerable<KeyValuePair<string, object>> attributes = resource.For(run).Select(attribute => KeyValuePair.Create<string, object>(attribute.Key, attribute.Value));
        return Envelope.Spans(
            attributes,
            writer =>
            {
                foreach (byte[] span in spans)
                {
                    writer.WriteRawValue(span, skipInputValidation: true);
                }
            },
            path);
    }
}
