using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>A line of type <c>log</c>.</summary>
internal static class LogLine
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="run">The run.</param>
    /// <param name="log">The record.</param>
    public static void Write(Utf8JsonWriter json, string run, LogRow log)
    {
        LineWriter.Begin(json, "log", run);
        LineWriter.Time(json, "time", log.TimeUnixNano);
        LineWriter.Time(json, "observedAt", log.ObservedUnixNano == 0 ? null : log.ObservedUnixNano);
        LineWriter.Text(json, "traceId", log.TraceId);
        LineWriter.Text(json, "spanId", log.SpanId);
        LineWriter.Text(json, "severity", log.SeverityText);
        json.WriteNumber("severityNumber", log.SeverityNumber);
        LineWriter.Text(json, "eventName", log.EventName);
        LineWriter.Text(json, "service", log.ServiceName);
        LineWriter.Text(json, "scope", log.ScopeName);
        LineWriter.Text(json, "scopeVersion", log.ScopeVersion);
        json.WritePropertyName("body");
        LineWriter.Value(json, log.Body, log.BodyType);
        LineWriter.Attributes(json, "resource", log.ResourceAttributes);
        LineWriter.Attributes(json, "attributes", log.Attributes);
        json.WriteEndObject();
    }
}
