using System.Globalization;
using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>Log records as an export request of logs, <c>ExportLogsServiceRequest</c>.</summary>
internal static class OtlpLogs
{
    /// <summary>Writes a request.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="logs">The records.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<LogRow> logs) => OtlpNesting.Logs.Write(
        json, logs, log => (new OtlpResource(log.ResourceAttributes), new OtlpScope(log.ScopeName, log.ScopeVersion, log.ScopeAttributes)), log => Write(json, log));

    private static void Write(Utf8JsonWriter json, LogRow log)
    {
        json.WriteStartObject();
        json.WriteString("timeUnixNano", log.TimeUnixNano.ToString(CultureInfo.InvariantCulture));
        if (log.ObservedUnixNano != 0)
        {
            json.WriteString("observedTimeUnixNano", log.ObservedUnixNano.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteNumber("severityNumber", log.SeverityNumber);
        OtlpValue.WriteText(json, "severityText", log.SeverityText);
        if (log.BodyType != AttributeType.Empty)
        {
            json.WritePropertyName("body");
            OtlpValue.Write(json, log.Body, log.BodyType);
        }

        OtlpValue.WriteAttributes(json, log.Attributes);
        if (log.TraceFlags != 0)
        {
            json.WriteNumber("flags", log.TraceFlags);
        }

        OtlpValue.WriteText(json, "traceId", log.TraceId);
        OtlpValue.WriteText(json, "spanId", log.SpanId);
        OtlpValue.WriteText(json, "eventName", log.EventName);
        json.WriteEndObject();
    }
}
