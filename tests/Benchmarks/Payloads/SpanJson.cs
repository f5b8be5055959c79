using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Benchmarks.Payloads;

/// <summary>The same requests as OTLP/JSON, members in the order of the JavaScript SDK.</summary>
internal sealed class SpanJson(Utf8JsonWriter json)
{
    public static byte[] Write(ExportTraceServiceRequest request)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new SpanJson(writer).Request(request);
        }

        return output.ToArray();
    }

    private void Request(ExportTraceServiceRequest request)
    {
        json.WriteStartObject();
        json.WriteStartArray("resourceSpans");
        foreach (ResourceSpans resource in request.ResourceSpans)
        {
            json.WriteStartObject();
            json.WriteStartObject("resource");
            Attributes(resource.Resource.Attributes);
            json.WriteEndObject();
            json.WriteStartArray("scopeSpans");
            foreach (ScopeSpans scope in resource.ScopeSpans)
            {
                json.WriteStartObject();
                json.WriteStartObject("scope");
                json.WriteString("name", scope.Scope.Name);
                json.WriteString("version", scope.Scope.Version);
                json.WriteEndObject();
                json.WriteStartArray("spans");
                foreach (Span span in scope.Spans)
                {
                    OneSpan(span);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void OneSpan(Span span)
    {
        json.WriteStartObject();
        Id("traceId", span.TraceId);
        Id("spanId", span.SpanId);
        if (!span.ParentSpanId.IsEmpty)
        {
            Id("parentSpanId", span.ParentSpanId);
        }

        json.WriteString("name", span.Name);
        json.WriteNumber("kind", (int)span.Kind);
        json.WriteString("startTimeUnixNano", Number(span.StartTimeUnixNano));
        json.WriteString("endTimeUnixNano", Number(span.EndTimeUnixNano));
        Attributes(span.Attributes);
        json.WriteStartArray("events");
        foreach (Span.Types.Event item in span.Events)
        {
            json.WriteStartObject();
            Attributes(item.Attributes);
            json.WriteString("name", item.Name);
            json.WriteString("timeUnixNano", Number(item.TimeUnixNano));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("status");
        json.WriteNumber("code", (int)(span.Status?.Code ?? 0));
        json.WriteEndObject();
        json.WriteNumber("flags", span.Flags);
        json.WriteEndObject();
    }

    private void Attributes(IEnumerable<KeyValue> attributes)
    {
        json.WriteStartArray("attributes");
        foreach (KeyValue pair in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", pair.Key);
            json.WriteStartObject("value");
            Value(pair.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Value(AnyValue value)
    {
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteString("intValue", Number(value.IntValue));
                break;
            case AnyValue.ValueOneofCase.DoubleValue:
                json.WriteNumber("doubleValue", value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBoolean("boolValue", value.BoolValue);
                break;
            default:
                json.WriteString("stringValue", value.StringValue);
                break;
        }
    }

    private void Id(string name, ByteString id) => json.WriteString(name, Convert.ToHexStringLower(id.Span));

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
