using System.Text.Json;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Json;

/// <summary>Reads <c>LogRecord</c> objects.</summary>
internal sealed unsafe class JsonLogReader(DecodeSession session, LogAppender logs, JsonReaders readers)
{
    private readonly JsonStrings _strings = readers.Strings;
    private readonly JsonNumbers _numbers = readers.Numbers;

    /// <summary>Reads the record that the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        LogFields log = default;
        long start = reader.TokenStartIndex;
        _strings.NextRecord();
        logs.Open();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonWalk.NextMember(ref reader))
            {
                ReadMember(ref log, ref reader);
            }
        }
        else
        {
            session.Find(RecordFault.JsonType);
            reader.Skip();
        }

        session.Charge((nint)(reader.BytesConsumed - start));
        logs.Close(ref log);
    }

    private void ReadMember(ref LogFields log, ref Utf8JsonReader reader)
    {
        if (JsonWalk.Is(ref reader, "attributes"u8))
        {
            reader.Read();
            readers.Attributes.Read(logs.Columns.LogAttributes, ref reader);
        }
        else if (JsonWalk.Is(ref reader, "body"u8))
        {
            reader.Read();
            ReadBody(ref log, ref reader);
        }
        else if (JsonWalk.Is(ref reader, "timeUnixNano"u8))
        {
            reader.Read();
            log.Time = _numbers.UInt64(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "observedTimeUnixNano"u8))
        {
            reader.Read();
            log.Observed = _numbers.UInt64(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "severityNumber"u8))
        {
            reader.Read();
            log.Severity = _numbers.Int32(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "flags"u8))
        {
            reader.Read();
            log.Flags = _numbers.UInt32(ref reader);
        }
        else
        {
            ReadTextMember(ref log, ref reader);
        }
    }

    private void ReadTextMember(ref LogFields log, ref Utf8JsonReader reader)
    {
        if (JsonWalk.Is(ref reader, "severityText"u8))
        {
            reader.Read();
            log.SeverityText = _strings.Text(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "traceId"u8))
        {
            reader.Read();
            log.TraceId = _strings.Id(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "spanId"u8))
        {
            reader.Read();
            log.SpanId = _strings.Id(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "eventName"u8))
        {
            reader.Read();
            log.EventName = _strings.Text(ref reader);
        }
        else
        {
            JsonWalk.SkipMember(ref reader);
        }
    }

    private void ReadBody(ref LogFields log, ref Utf8JsonReader reader)
    {
        ColumnBuffer text = session.Body;
        text.Reset();
        log.BodyType = readers.Values.Append(text, ref reader, out Slice raw);
        if (log.BodyType is AttributeTypes.Text or AttributeTypes.Bytes)
        {
            log.Body = raw;
            return;
        }

        int at = 0;
        StringSegment.TryRead(text.Written, ref at, out ReadOnlySpan<byte> value);
        log.Body = new Slice(text.End - value.Length, value.Length);
    }
}
