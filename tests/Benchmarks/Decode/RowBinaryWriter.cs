using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Benchmarks.Decode;

/// <summary>
/// The baseline: what a collector does that has generated types and a row format. Writes the columns of the exporter's
/// stock table only (ours have more) into one reused array.
/// </summary>
internal sealed class RowBinaryWriter
{
    private static readonly string[] Kinds = ["Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"];
    private static readonly string[] Codes = ["Unset", "Ok", "Error"];

    private byte[] buffer = new byte[1 << 20];
    private int length;

    public int Write(ExportTraceServiceRequest request)
    {
        length = 0;
        foreach (ResourceSpans resource in request.ResourceSpans)
        {
            string service = resource.Resource?.Attributes.FirstOrDefault(pair => pair.Key == "service.name")?.Value.StringValue ?? string.Empty;
            foreach (ScopeSpans scope in resource.ScopeSpans)
            {
                foreach (Span span in scope.Spans)
                {
                    Write(resource, scope, span, service);
                }
            }
        }

        return length;
    }

    private void Write(ResourceSpans resource, ScopeSpans scope, Span span, string service)
    {
        Fixed64(span.StartTimeUnixNano);
        Hex(span.TraceId);
        Hex(span.SpanId);
        Hex(span.ParentSpanId);
        Text(span.TraceState);
        Text(span.Name);
        Text(Kinds[(int)span.Kind]);
        Text(service);
        Map(resource.Resource?.Attributes);
        Text(scope.Scope?.Name ?? string.Empty);
        Text(scope.Scope?.Version ?? string.Empty);
        Map(span.Attributes);
        Fixed64(span.EndTimeUnixNano - span.StartTimeUnixNano);
        Text(Codes[(int)(span.Status?.Code ?? 0)]);
        Text(span.Status?.Message ?? string.Empty);
        Events(span.Events);
        Links(span.Links);
    }

    private void Events(RepeatedField<Span.Types.Event> events)
    {
        Varint(events.Count);
        foreach (Span.Types.Event item in events)
        {
            Fixed64(item.TimeUnixNano);
        }

        Varint(events.Count);
        foreach (Span.Types.Event item in events)
        {
            Text(item.Name);
        }

        Varint(events.Count);
        foreach (Span.Types.Event item in events)
        {
            Map(item.Attributes);
        }
    }

    private void Links(RepeatedField<Span.Types.Link> links)
    {
        Varint(links.Count);
        foreach (Span.Types.Link link in links)
        {
            Hex(link.TraceId);
        }

        Varint(links.Count);
        foreach (Span.Types.Link link in links)
        {
            Hex(link.SpanId);
        }

        Varint(links.Count);
        foreach (Span.Types.Link link in links)
        {
            Text(link.TraceState);
        }

        Varint(links.Count);
        foreach (Span.Types.Link link in links)
        {
            Map(link.Attributes);
        }
    }

    private void Map(RepeatedField<KeyValue>? attributes)
    {
        Varint(attributes?.Count ?? 0);
        foreach (KeyValue pair in attributes ?? [])
        {
            Text(pair.Key);
            Value(pair.Value);
        }
    }

    private void Value(AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                Text(value.StringValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                Text(value.IntValue.ToString(CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.DoubleValue:
                Text(value.DoubleValue.ToString(CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                Text(value.BoolValue ? "true" : "false");
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                Text(value.BytesValue.ToBase64());
                break;
            default:
                Text(value?.ToString() ?? string.Empty);
                break;
        }
    }

    private void Fixed64(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), value);
        length += 8;
    }

    private void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Varint(count);
        Ensure(count);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    private void Hex(ByteString id)
    {
        Varint(id.Length * 2);
        Ensure(id.Length * 2);
        Convert.TryToHexStringLower(id.Span, buffer.AsSpan(length), out int written);
        length += written;
    }

    private void Varint(int value)
    {
        Ensure(5);
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            buffer[length++] = (byte)(rest | 0x80);
        }

        buffer[length++] = (byte)rest;
    }

    private void Ensure(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }
    }
}
