using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Collector.Tests.Decode;

/// <summary>
/// Writes OTLP/JSON as different senders do: members in any order, 64-bit integers as strings or numbers, ids in either
/// case, empty members left out or written, unknown members, all kinds of escapes.
/// </summary>
internal sealed class OtlpJson
{
    private readonly Random random;
    private readonly Utf8JsonWriter json;

    private OtlpJson(Random random, Stream output)
    {
        this.random = random;
        JavaScriptEncoder encoder = random.Next(2) == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder, Indented = random.Next(4) == 0, MaxDepth = 1000 });
    }

    public static byte[] Of(ExportTraceServiceRequest request, Random random) => Write(random, w => w.Members(
        ("resourceSpans", () => w.Array(request.ResourceSpans, r => w.Members(
            ("resource", () => w.Resource(r.Resource)),
            ("schemaUrl", () => w.Text(r.SchemaUrl)),
            ("scopeSpans", () => w.Array(r.ScopeSpans, s => w.Members(
                ("scope", () => w.Scope(s.Scope)),
                ("schemaUrl", () => w.Text(s.SchemaUrl)),
                ("spans", () => w.Array(s.Spans, w.OneSpan))))))))));

    public static byte[] Of(ExportLogsServiceRequest request, Random random) => Write(random, w => w.Members(
        ("resourceLogs", () => w.Array(request.ResourceLogs, r => w.Members(
            ("resource", () => w.Resource(r.Resource)),
            ("schemaUrl", () => w.Text(r.SchemaUrl)),
            ("scopeLogs", () => w.Array(r.ScopeLogs, s => w.Members(
                ("scope", () => w.Scope(s.Scope)),
                ("schemaUrl", () => w.Text(s.SchemaUrl)),
                ("logRecords", () => w.Array(s.LogRecords, w.OneLog))))))))));

    private static byte[] Write(Random random, Action<OtlpJson> write)
    {
        using var output = new MemoryStream();
        var writer = new OtlpJson(random, output);
        write(writer);
        writer.json.Dispose();
        return output.ToArray();
    }

    private void OneSpan(Span span) => Members(
        ("traceId", () => Id(span.TraceId)),
        ("spanId", () => Id(span.SpanId)),
        ("parentSpanId", () => Id(span.ParentSpanId)),
        ("traceState", () => Text(span.TraceState)),
        ("flags", () => json.WriteNumberValue(span.Flags)),
        ("name", () => Text(span.Name)),
        ("kind", () => json.WriteNumberValue((int)span.Kind)),
        ("startTimeUnixNano", () => Long(span.StartTimeUnixNano)),
        ("endTimeUnixNano", () => Long(span.EndTimeUnixNano)),
        ("attributes", () => Attributes(span.Attributes)),
        ("droppedAttributesCount", () => json.WriteNumberValue(3)),
        ("events", () => Array(span.Events, e => Members(
            ("timeUnixNano", () => Long(e.TimeUnixNano)),
            ("name", () => Text(e.Name)),
            ("attributes", () => Attributes(e.Attributes))))),
        ("links", () => Array(span.Links, l => Members(
            ("traceId", () => Id(l.TraceId)),
            ("spanId", () => Id(l.SpanId)),
            ("traceState", () => Text(l.TraceState)),
            ("attributes", () => Attributes(l.Attributes))))),
        ("status", () => OneStatus(span.Status)));

    private void OneStatus(Status? status)
    {
        if (status is null)
        {
            json.WriteNullValue();
            return;
        }

        Members(("code", () => json.WriteNumberValue((int)status.Code)), ("message", () => Text(status.Message)));
    }

    private void OneLog(LogRecord log) => Members(
        ("traceId", () => Id(log.TraceId)),
        ("spanId", () => Id(log.SpanId)),
        ("timeUnixNano", () => Long(log.TimeUnixNano)),
        ("observedTimeUnixNano", () => Long(log.ObservedTimeUnixNano)),
        ("severityNumber", () => json.WriteNumberValue((int)log.SeverityNumber)),
        ("severityText", () => Text(log.SeverityText)),
        ("flags", () => json.WriteNumberValue(log.Flags)),
        ("eventName", () => Text(log.EventName)),
        ("body", () => Value(log.Body)),
        ("attributes", () => Attributes(log.Attributes)));

    private void Resource(Resource? resource)
    {
        if (resource is null)
        {
            json.WriteNullValue();
            return;
        }

        Members(("attributes", () => Attributes(resource.Attributes)), ("droppedAttributesCount", () => json.WriteNumberValue(0)));
    }

    private void Scope(InstrumentationScope? scope)
    {
        if (scope is null)
        {
            json.WriteNullValue();
            return;
        }

        Members(
            ("name", () => Text(scope.Name)),
            ("version", () => Text(scope.Version)),
            ("attributes", () => Attributes(scope.Attributes)));
    }

    private void Attributes(IEnumerable<KeyValue> attributes) => Array(attributes, Pair);

    private void Pair(KeyValue pair) => Members(("key", () => Text(pair.Key)), ("value", () => Value(pair.Value)));

    private void Value(AnyValue? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }

        (string, Action)[] members = value.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => [("stringValue", () => Text(value.StringValue))],
            AnyValue.ValueOneofCase.IntValue => [("intValue", () => Long(value.IntValue))],
            AnyValue.ValueOneofCase.DoubleValue => [("doubleValue", () => Double(value.DoubleValue))],
            AnyValue.ValueOneofCase.BoolValue => [("boolValue", () => json.WriteBooleanValue(value.BoolValue))],
            AnyValue.ValueOneofCase.BytesValue => [("bytesValue", () => json.WriteStringValue(Base64(value.BytesValue)))],
            AnyValue.ValueOneofCase.ArrayValue => [("arrayValue", () => Members(("values", () => Array(value.ArrayValue.Values, Value))))],
            AnyValue.ValueOneofCase.KvlistValue => [("kvlistValue", () => Members(("values", () => Array(value.KvlistValue.Values, Pair))))],
            _ => [],
        };
        Members(members);
    }

    private string Base64(ByteString bytes)
    {
        string text = bytes.ToBase64();
        return random.Next(3) switch
        {
            0 => text.TrimEnd('='),
            1 => text.Replace('+', '-').Replace('/', '_'),
            _ => text,
        };
    }

    private void Double(double value)
    {
        if (!double.IsFinite(value) || random.Next(5) == 0)
        {
            json.WriteStringValue(value.ToString("R", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }

    private void Long(IFormattable value)
    {
        string text = value.ToString(null, CultureInfo.InvariantCulture);
        if (random.Next(2) == 0)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteRawValue(text);
        }
    }

    private void Id(ByteString id) => json.WriteStringValue(
        random.Next(2) == 0 ? Convert.ToHexString(id.Span) : Convert.ToHexStringLower(id.Span));

    private void Text(string text) => json.WriteStringValue(text);

    private void Array<T>(IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private void Members(params (string Name, Action Write)[] members)
    {
        random.Shuffle(members);
        json.WriteStartObject();
        foreach ((string name, Action write) in members)
        {
            if (random.Next(15) == 0)
            {
                json.WritePropertyName("unknown" + random.Next(3));
                json.WriteRawValue("""{"a":[1,{"b":null}],"attributes":"no","traceId":7}""");
            }

            json.WritePropertyName(name);
            write();
        }

        json.WriteEndObject();
    }
}
