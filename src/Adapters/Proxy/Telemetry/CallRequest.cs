using System.Buffers;
using System.Text;
using System.Text.Json;
using Tracing.Adapters.Import;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>Export requests of OTLP/JSON around spans that were written before.</summary>
/// <param name="resource">The resource.</param>
internal sealed class CallRequest(ProxyResource resource)
{
    private static readonly string Version = typeof(CallRequest).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Makes a request.</summary>
    /// <param name="run">The run that the calls' requests named, or null.</param>
    /// <param name="spans">The spans.</param>
    public OtlpRequest Of(string? run, IEnumerable<byte[]> spans)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resourceSpans");
            writer.WriteStartObject();
            writer.WriteStartObject("resource");
            writer.WriteStartArray("attributes");
            foreach ((string key, string value) in resource.For(run))
            {
                CallSpan.WriteText(writer, key, value);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartArray("scopeSpans");
            writer.WriteStartObject();
            writer.WriteStartObject("scope");
            writer.WriteString("name", "tracing.proxy");
            writer.WriteString("version", Version);
            writer.WriteEndObject();
            writer.WriteStartArray("spans");
            foreach (byte[] span in spans)
            {
                writer.WriteRawValue(span, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        string path = run is null || run == resource.Run ? "v1/traces" : $"{RunBindings.PathPrefix.TrimStart('/')}{run}/v1/traces";
        return new OtlpRequest(path, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
