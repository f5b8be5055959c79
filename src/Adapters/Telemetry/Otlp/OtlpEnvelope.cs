using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Adapters.Import;

namespace Tracing.Adapters.Telemetry.Otlp;

/// <summary>Export requests of OTLP/JSON: one resource and one scope around records.</summary>
/// <param name="scope">Name of the instrumentation scope.</param>
internal sealed class OtlpEnvelope(string scope)
{
    private static readonly string Version = typeof(OtlpEnvelope).Assembly.GetName().Version?.ToString(3) ?? "";

    // The requests are never put into a page, so nothing but what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Wraps spans.</summary>
    /// <param name="resource">Attributes of the resource.</param>
    /// <param name="spans">Writes the spans into an open array.</param>
    public OtlpRequest Spans(IEnumerable<KeyValuePair<string, object>> resource, Action<Utf8JsonWriter> spans) =>
        new("v1/traces", Write("resourceSpans", "scopeSpans", "spans", resource, spans), OtlpEncoding.Json);

    /// <summary>Wraps log records.</summary>
    /// <param name="resource">Attributes of the resource.</param>
    /// <param name="records">Writes the records into an open array.</param>
    public OtlpRequest Logs(IEnumerable<KeyValuePair<string, object>> resource, Action<Utf8JsonWriter> records) =>
        new("v1/logs", Write("resourceLogs", "scopeLogs", "logRecords", resource, records), OtlpEncoding.Json);

    private ReadOnlyMemory<byte> Write(string outer, string inner, string array, IEnumerable<KeyValuePair<string, object>> resource, Action<Utf8JsonWriter> records)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            writer.WriteStartArray(outer);
            writer.WriteStartObject();
            writer.WriteStartObject("resource");
            OtlpAttributes.WriteAll(writer, resource);
            writer.WriteEndObject();
            writer.WriteStartArray(inner);
            writer.WriteStartObject();
            writer.WriteStartObject("scope");
            writer.WriteString("name", scope);
            writer.WriteString("version", Version);
            writer.WriteEndObject();
            writer.WriteStartArray(array);
            records(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
