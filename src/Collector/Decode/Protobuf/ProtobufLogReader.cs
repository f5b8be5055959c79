using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Protobuf;

/// <summary>Reads <c>LogRecord</c> messages.</summary>
internal sealed unsafe class ProtobufLogReader(DecodeSession session, LogAppender logs, ProtobufAttributeReader attributes)
{
    public void Read(Slice message)
    {
        LogFields log = default;
        Slice body = default;
        int bodies = 0;
        logs.Open();
        session.Charge(message.Length);
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.LogRecord.Body:
                    body = Wire.LengthDelimited(ref p, end);
                    bodies++;
                    break;
                case Tags.LogRecord.Attributes:
                    attributes.Read(logs.Columns.LogAttributes, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    ReadField(ref log, ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        using ColumnBuffer? merged = ProtobufValueReader.Merge(message.Start, end, Tags.LogRecord.Body, bodies, ref body);
        ReadBody(body, ref log);
        logs.Close(ref log);
    }

    private static void ReadField(ref LogFields log, ref byte* p, byte* end, uint tag)
    {
        switch (tag)
        {
            case Tags.LogRecord.TimeUnixNano:
                log.Time = Wire.Fixed64(ref p);
                break;
            case Tags.LogRecord.ObservedTimeUnixNano:
                log.Observed = Wire.Fixed64(ref p);
                break;
            case Tags.LogRecord.SeverityNumber:
                log.Severity = (int)Wire.Varint(ref p);
                break;
            case Tags.LogRecord.SeverityText:
                log.SeverityText = Wire.LengthDelimited(ref p, end);
                break;
            case Tags.LogRecord.Flags:
                log.Flags = Wire.Fixed32(ref p);
                break;
            case Tags.LogRecord.TraceId:
                log.TraceId = Wire.LengthDelimited(ref p, end);
                break;
            case Tags.LogRecord.SpanId:
                log.SpanId = Wire.LengthDelimited(ref p, end);
                break;
            case Tags.LogRecord.EventName:
                log.EventName = Wire.LengthDelimited(ref p, end);
                break;
            default:
                Wire.Skip(ref p, end, tag);
                break;
        }
    }

    private void ReadBody(Slice body, ref LogFields log)
    {
        AnyValueParts value = attributes.Values.Split(body.Start, body.Start + body.Length, 1);
        switch (value.Tag)
        {
            case Tags.AnyValue.Text:
                log.BodyType = AttributeTypes.Text;
                log.Body = value.Payload;
                break;
            case Tags.AnyValue.Bytes:
                log.BodyType = AttributeTypes.Bytes;
                log.Body = value.Payload;
                break;
            default:
                session.Body.Reset();
                log.BodyType = attributes.Values.WriteText(session.Body, body.Start, body.Start + body.Length);
                log.Body = new Slice(session.Body.Start, session.Body.Length);
                break;
        }
    }
}
