namespace Tracing.Collector.Decode.Protobuf;

/// <summary>Reads <c>Span</c> messages.</summary>
internal sealed unsafe class ProtobufSpanReader(SpanAppender spans, ProtobufAttributeReader attributes)
{
    public void Read(Slice message)
    {
        SpanFields span = default;
        spans.Open();
        spans.Charge(message.Length);
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.Span.Attributes:
                    attributes.Read(spans.Columns.SpanAttributes, Wire.LengthDelimited(ref p, end));
                    break;
                case Tags.Span.TraceId:
                    span.TraceId = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Span.SpanId:
                    span.SpanId = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Span.TraceState:
                    span.TraceState = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Span.ParentSpanId:
                    span.ParentSpanId = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Span.Name:
                    span.Name = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Span.Kind:
                    span.Kind = (int)Wire.Varint(ref p);
                    break;
                case Tags.Span.StartTimeUnixNano:
                    span.Start = Wire.Fixed64(ref p);
                    break;
                case Tags.Span.EndTimeUnixNano:
                    span.End = Wire.Fixed64(ref p);
                    break;
                case Tags.Span.Events:
                    ReadEvent(Wire.LengthDelimited(ref p, end), ref span);
                    break;
                case Tags.Span.Links:
                    ReadLink(Wire.LengthDelimited(ref p, end), ref span);
                    break;
                case Tags.Span.Status:
                    ReadStatus(Wire.LengthDelimited(ref p, end), ref span);
                    break;
                case Tags.Span.Flags:
                    span.Flags = Wire.Fixed32(ref p);
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        spans.Close(ref span);
    }

    private static void ReadStatus(Slice message, ref SpanFields span)
    {
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.Status.Message:
                    span.StatusMessage = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Status.Code:
                    span.StatusCode = (int)Wire.Varint(ref p);
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
    }

    private void ReadEvent(Slice message, ref SpanFields span)
    {
        spans.OpenEvent(ref span);
        ulong time = 0;
        Slice name = default;
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.Event.TimeUnixNano:
                    time = Wire.Fixed64(ref p);
                    break;
                case Tags.Event.Name:
                    name = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Event.Attributes:
                    attributes.Read(spans.Columns.EventAttributes, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        spans.CloseEvent(time, name);
    }

    private void ReadLink(Slice message, ref SpanFields span)
    {
        spans.OpenLink(ref span);
        Slice traceId = default;
        Slice spanId = default;
        Slice traceState = default;
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.Link.TraceId:
                    traceId = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Link.SpanId:
                    spanId = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Link.TraceState:
                    traceState = Wire.LengthDelimited(ref p, end);
                    break;
                case Tags.Link.Attributes:
                    attributes.Read(spans.Columns.LinkAttributes, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        spans.CloseLink(traceId, spanId, traceState);
    }
}
