using System.Text.Json;

namespace Tracing.Collector.Decode.Json;

/// <summary>Reads <c>Span</c> objects.</summary>
internal sealed class JsonSpanReader(
    SpanAppender spans, JsonStrings strings, JsonNumbers numbers, JsonAttributeReader attributes)
{
    /// <summary>Reads the span that the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        SpanFields span = default;
        long start = reader.TokenStartIndex;
        strings.NextRecord();
        spans.Open();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonWalk.NextMember(ref reader))
            {
                ReadMember(ref span, ref reader);
            }
        }
        else
        {
            spans.Mistyped();
            reader.Skip();
        }

        spans.Charge((nint)(reader.BytesConsumed - start));
        spans.Close(ref span);
    }

    private void ReadMember(ref SpanFields span, ref Utf8JsonReader reader)
    {
        if (JsonWalk.Is(ref reader, "attributes"u8))
        {
            reader.Read();
            attributes.Read(spans.Columns.SpanAttributes, ref reader);
        }
        else if (JsonWalk.Is(ref reader, "traceId"u8))
        {
            reader.Read();
            span.TraceId = strings.Id(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "spanId"u8))
        {
            reader.Read();
            span.SpanId = strings.Id(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "parentSpanId"u8))
        {
            reader.Read();
            span.ParentSpanId = strings.Id(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "name"u8))
        {
            reader.Read();
            span.Name = strings.Text(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "startTimeUnixNano"u8))
        {
            reader.Read();
            span.Start = numbers.UInt64(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "endTimeUnixNano"u8))
        {
            reader.Read();
            span.End = numbers.UInt64(ref reader);
        }
        else
        {
            ReadRarerMember(ref span, ref reader);
        }
    }

    private void ReadRarerMember(ref SpanFields span, ref Utf8JsonReader reader)
    {
        if (JsonWalk.Is(ref reader, "kind"u8))
        {
            reader.Read();
            span.Kind = numbers.Int32(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "flags"u8))
        {
            reader.Read();
            span.Flags = numbers.UInt32(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "traceState"u8))
        {
            reader.Read();
            span.TraceState = strings.Text(ref reader);
        }
        else if (JsonWalk.Is(ref reader, "status"u8))
        {
            ReadStatus(ref span, ref reader);
        }
        else if (JsonWalk.Is(ref reader, "events"u8))
        {
            ReadItems(ref span, ref reader, events: true);
        }
        else if (JsonWalk.Is(ref reader, "links"u8))
        {
            ReadItems(ref span, ref reader, events: false);
        }
        else
        {
            JsonWalk.SkipMember(ref reader);
        }
    }

    private void ReadStatus(ref SpanFields span, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            strings.Mistyped(ref reader);
            return;
        }

        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "message"u8))
            {
                reader.Read();
                span.StatusMessage = strings.Text(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "code"u8))
            {
                reader.Read();
                span.StatusCode = numbers.Int32(ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private void ReadItems(ref SpanFields span, ref Utf8JsonReader reader, bool events)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            strings.Mistyped(ref reader);
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                spans.Mistyped();
                reader.Skip();
            }
            else if (events)
            {
                ReadEvent(ref span, ref reader);
            }
            else
            {
                ReadLink(ref span, ref reader);
            }
        }
    }

    private void ReadEvent(ref SpanFields span, ref Utf8JsonReader reader)
    {
        ulong time = 0;
        Slice name = default;
        spans.OpenEvent(ref span);
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "timeUnixNano"u8))
            {
                reader.Read();
                time = numbers.UInt64(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "name"u8))
            {
                reader.Read();
                name = strings.Text(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "attributes"u8))
            {
                reader.Read();
                attributes.Read(spans.Columns.EventAttributes, ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        spans.CloseEvent(time, name);
    }

    private void ReadLink(ref SpanFields span, ref Utf8JsonReader reader)
    {
        Slice traceId = default;
        Slice spanId = default;
        Slice traceState = default;
        spans.OpenLink(ref span);
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "traceId"u8))
            {
                reader.Read();
                traceId = strings.Id(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "spanId"u8))
            {
                reader.Read();
                spanId = strings.Id(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "traceState"u8))
            {
                reader.Read();
                traceState = strings.Text(ref reader);
            }
            else if (JsonWalk.Is(ref reader, "attributes"u8))
            {
                reader.Read();
                attributes.Read(spans.Columns.LinkAttributes, ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        spans.CloseLink(traceId, spanId, traceState);
    }
}
