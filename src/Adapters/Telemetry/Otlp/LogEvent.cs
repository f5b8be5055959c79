using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracing.Adapters.Telemetry.Otlp;

/// <summary>An OTLP log record with a name.</summary>
internal sealed class LogEvent
{
    /// <summary>Bytes of records that a request holds before the next one begins: small enough for every collector's limit.</summary>
    private const int RequestBytes = 1 << 20;
    private const int InformationSeverity = 9;

    private readonly string name;
    private readonly IReadOnlyList<KeyValuePair<string, object>> attributes;
    private readonly string? text;

    /// <summary>Makes a record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="body">Its body, or null.</param>
    public LogEvent(string name, IReadOnlyList<KeyValuePair<string, object>> attributes, string? body)
    {
        this.name = name;
        this.attributes = attributes;
        text = body;
    }

    /// <summary>A body of bytes, for a record without a text. They are redacted where they are read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>When it happened, Unix nanoseconds; null: when it is sent.</summary>
    public long? At { get; init; }

    private int Size => (text is null ? Bytes.Length : Encoding.UTF8.GetByteCount(text)) + attributes.Sum(one => one.Key.Length + (one.Value is string value ? value.Length : 8));

    /// <summary>Records by the request that they go in.</summary>
    /// <param name="records">The records.</param>
    public static IEnumerable<IReadOnlyList<LogEvent>> InRequests(IEnumerable<LogEvent> records)
    {
        var request = new List<LogEvent>();
        int size = 0;
        foreach (LogEvent record in records)
        {
            if (request.Count > 0 && size + record.Size > RequestBytes)
            {
                yield return request;
                request = [];
                size = 0;
            }

            request.Add(record);
            size += record.Size;
        }

        if (request.Count > 0)
        {
            yield return request;
        }
    }

    /// <summary>Attributes without what must not leave this machine.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <param name="redaction">What to hide.</param>
    public static IEnumerable<KeyValuePair<string, object>> Redacted(IEnumerable<KeyValuePair<string, object>> attributes, Redaction redaction) =>
        attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value switch
        {
            string value => redaction.Apply(value),
            IEnumerable<string> values => values.Select(redaction.Apply).ToArray(),
            _ => attribute.Value,
        }));

    /// <summary>The record without what must not leave this machine.</summary>
    /// <param name="redaction">What to hide.</param>
    public LogEvent Redacted(Redaction redaction) => new(name, [.. Redacted(attributes, redaction)], text is null ? null : redaction.Apply(text)) { Bytes = Bytes, At = At };

    /// <summary>Writes the record.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="time">When it is sent, Unix nanoseconds.</param>
    /// <param name="trace">The span it belongs to, or null.</param>
    public void Write(Utf8JsonWriter writer, long time, (ActivityTraceId Trace, ActivitySpanId Span)? trace)
    {
        string now = time.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("timeUnixNano", At?.ToString(CultureInfo.InvariantCulture) ?? now);
        writer.WriteString("observedTimeUnixNano", now);
        writer.WriteNumber("severityNumber", InformationSeverity);
        writer.WriteString("eventName", name);
        WriteBody(writer);
        OtlpAttributes.WriteAll(writer, attributes);
        if (trace is { } span)
        {
            writer.WriteString("traceId", span.Trace.ToHexString());
            writer.WriteString("spanId", span.Span.ToHexString());
        }

        writer.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter writer)
    {
        if (text is not null)
        {
            writer.WriteStartObject("body");
            writer.WriteString("stringValue", OtlpAttributes.WellFormed(text));
            writer.WriteEndObject();
        }
        else if (!Bytes.IsEmpty)
        {
            writer.WriteStartObject("body");
            writer.WriteBase64String("bytesValue", Bytes.Span);
            writer.WriteEndObject();
        }
    }
}
