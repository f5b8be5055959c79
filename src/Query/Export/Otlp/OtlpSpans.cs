using System.Globalization;
using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>Spans as an export request of traces, <c>ExportTraceServiceRequest</c>.</summary>
internal static class OtlpSpans
{
    private static readonly string[] Kinds = ["Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"];
    private static readonly string[] Statuses = ["Unset", "Ok", "Error"];

    /// <summary>Writes a request.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="spans">The spans.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<SpanRow> spans) => OtlpNesting.Traces.Write(
        json, spans, span => (new OtlpResource(span.ResourceAttributes), new OtlpScope(span.ScopeName, span.ScopeVersion, [])), span => Write(json, span));

    private static void Write(Utf8JsonWriter json, SpanRow span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", span.TraceId);
        json.WriteString("spanId", span.SpanId);
        OtlpValue.WriteText(json, "traceState", span.TraceState);
        OtlpValue.WriteText(json, "parentSpanId", span.ParentSpanId);
        if (span.Flags != 0)
        {
            json.WriteNumber("flags", span.Flags);
        }

        json.WriteString("name", span.Name);
        json.WriteNumber("kind", Math.Max(0, Array.IndexOf(Kinds, span.Kind)));
        json.WriteString("startTimeUnixNano", Number(span.StartUnixNano));
        json.WriteString("endTimeUnixNano", ((ulong)span.StartUnixNano + span.DurationNano).ToString(CultureInfo.InvariantCulture));
        OtlpValue.WriteAttributes(json, span.Attributes);
        Events(json, span.Events);
        Links(json, span.Links);
        json.WriteStartObject("status");
        OtlpValue.WriteText(json, "message", span.StatusMessage);
        json.WriteNumber("code", Math.Max(0, Array.IndexOf(Statuses, span.StatusCode)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Events(Utf8JsonWriter json, IReadOnlyList<SpanEventRow> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        json.WriteStartArray("events");
        foreach (SpanEventRow one in events)
        {
            json.WriteStartObject();
            json.WriteString("timeUnixNano", Number(one.TimeUnixNano));
            json.WriteString("name", one.Name);
            OtlpValue.WriteAttributes(json, one.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Links(Utf8JsonWriter json, IReadOnlyList<SpanLinkRow> links)
    {
        if (links.Count == 0)
        {
            return;
        }

        json.WriteStartArray("links");
        foreach (SpanLinkRow link in links)
        {
            json.WriteStartObject();
            json.WriteString("traceId", link.TraceId);
            json.WriteString("spanId", link.SpanId);
            OtlpValue.WriteText(json, "traceState", link.TraceState);
            OtlpValue.WriteAttributes(json, link.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
