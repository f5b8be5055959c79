using System.Text.Json;
using Tracing.Query.Loading;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>A line of type <c>span</c>.</summary>
internal static class SpanLine
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="run">The run.</param>
    /// <param name="view">The span with what it is in its run.</param>
    public static void Write(Utf8JsonWriter json, string run, SpanView view)
    {
        SpanRow span = view.Row;
        LineWriter.Begin(json, "span", run);
        json.WriteString("traceId", span.TraceId);
        json.WriteString("spanId", span.SpanId);
        LineWriter.Text(json, "parentSpanId", span.ParentSpanId);
        json.WriteString("name", span.Name);
        LineWriter.Text(json, "benchKind", view.BenchKind);
        json.WriteString("kind", span.Kind);
        LineWriter.Text(json, "service", span.ServiceName);
        LineWriter.Text(json, "scope", span.ScopeName);
        LineWriter.Text(json, "scopeVersion", span.ScopeVersion);
        LineWriter.Time(json, "startedAt", span.StartUnixNano);
        json.WriteNumber("durationNano", span.DurationNano);
        json.WriteString("status", span.StatusCode);
        LineWriter.Text(json, "statusMessage", span.StatusMessage);
        LineWriter.Attributes(json, "resource", span.ResourceAttributes);
        LineWriter.Attributes(json, "attributes", span.Attributes);
        json.WriteStartArray("events");
        foreach (SpanEventRow one in span.Events)
        {
            json.WriteStartObject();
            LineWriter.Time(json, "time", one.TimeUnixNano);
            json.WriteString("name", one.Name);
            LineWriter.Attributes(json, "attributes", one.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (SpanLinkRow link in span.Links)
        {
            json.WriteStartObject();
            json.WriteString("traceId", link.TraceId);
            json.WriteString("spanId", link.SpanId);
            LineWriter.Attributes(json, "attributes", link.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
