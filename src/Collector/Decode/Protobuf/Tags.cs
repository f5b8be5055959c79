namespace Tracing.Collector.Decode.Protobuf;

/// <summary>
/// Field numbers and wire types of opentelemetry-proto v1.11.0, as tags: number shifted left by three, or wire type.
/// https://github.com/open-telemetry/opentelemetry-proto/tree/v1.11.0/opentelemetry/proto
/// </summary>
internal static class Tags
{
    /// <summary><c>ExportTraceServiceRequest</c> and <c>ExportLogsServiceRequest</c>.</summary>
    public static class Request
    {
        public const uint Resources = (1 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>ResourceSpans</c> and <c>ResourceLogs</c>.</summary>
    public static class ResourceRecords
    {
        public const uint Resource = (1 << 3) | WireTypes.LengthDelimited;
        public const uint Scopes = (2 << 3) | WireTypes.LengthDelimited;
        public const uint SchemaUrl = (3 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>ScopeSpans</c> and <c>ScopeLogs</c>.</summary>
    public static class ScopeRecords
    {
        public const uint Scope = (1 << 3) | WireTypes.LengthDelimited;
        public const uint Records = (2 << 3) | WireTypes.LengthDelimited;
        public const uint SchemaUrl = (3 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>Resource</c>.</summary>
    public static class Resource
    {
        public const uint Attributes = (1 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>InstrumentationScope</c>.</summary>
    public static class Scope
    {
        public const uint Name = (1 << 3) | WireTypes.LengthDelimited;
        public const uint Version = (2 << 3) | WireTypes.LengthDelimited;
        public const uint Attributes = (3 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>Span</c>.</summary>
    public static class Span
    {
        public const uint TraceId = (1 << 3) | WireTypes.LengthDelimited;
        public const uint SpanId = (2 << 3) | WireTypes.LengthDelimited;
        public const uint TraceState = (3 << 3) | WireTypes.LengthDelimited;
        public const uint ParentSpanId = (4 << 3) | WireTypes.LengthDelimited;
        public const uint Name = (5 << 3) | WireTypes.LengthDelimited;
        public const uint Kind = (6 << 3) | WireTypes.Varint;
        public const uint StartTimeUnixNano = (7 << 3) | WireTypes.Fixed64;
        public const uint EndTimeUnixNano = (8 << 3) | WireTypes.Fixed64;
        public const uint Attributes = (9 << 3) | WireTypes.LengthDelimited;
        public const uint Events = (11 << 3) | WireTypes.LengthDelimited;
        public const uint Links = (13 << 3) | WireTypes.LengthDelimited;
        public const uint Status = (15 << 3) | WireTypes.LengthDelimited;
        public const uint Flags = (16 << 3) | WireTypes.Fixed32;
    }

    /// <summary><c>Span.Event</c>.</summary>
    public static class Event
    {
        public const uint TimeUnixNano = (1 << 3) | WireTypes.Fixed64;
        public const uint Name = (2 << 3) | WireTypes.LengthDelimited;
        public const uint Attributes = (3 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>Span.Link</c>.</summary>
    public static class Link
    {
        public const uint TraceId = (1 << 3) | WireTypes.LengthDelimited;
        public const uint SpanId = (2 << 3) | WireTypes.LengthDelimited;
        public const uint TraceState = (3 << 3) | WireTypes.LengthDelimited;
        public const uint Attributes = (4 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>Status</c>.</summary>
    public static class Status
    {
        public const uint Message = (2 << 3) | WireTypes.LengthDelimited;
        public const uint Code = (3 << 3) | WireTypes.Varint;
    }

    /// <summary><c>LogRecord</c>.</summary>
    public static class LogRecord
    {
        public const uint TimeUnixNano = (1 << 3) | WireTypes.Fixed64;
        public const uint SeverityNumber = (2 << 3) | WireTypes.Varint;
        public const uint SeverityText = (3 << 3) | WireTypes.LengthDelimited;
        public const uint Body = (5 << 3) | WireTypes.LengthDelimited;
        public const uint Attributes = (6 << 3) | WireTypes.LengthDelimited;
        public const uint Flags = (8 << 3) | WireTypes.Fixed32;
        public const uint TraceId = (9 << 3) | WireTypes.LengthDelimited;
        public const uint SpanId = (10 << 3) | WireTypes.LengthDelimited;
        public const uint ObservedTimeUnixNano = (11 << 3) | WireTypes.Fixed64;
        public const uint EventName = (12 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>KeyValue</c>.</summary>
    public static class KeyValue
    {
        public const uint Key = (1 << 3) | WireTypes.LengthDelimited;
        public const uint Value = (2 << 3) | WireTypes.LengthDelimited;
    }

    /// <summary><c>AnyValue</c>, and the <c>values</c> of <c>ArrayValue</c> and <c>KeyValueList</c>.</summary>
    public static class AnyValue
    {
        public const uint Text = (1 << 3) | WireTypes.LengthDelimited;
        public const uint Bool = (2 << 3) | WireTypes.Varint;
        public const uint Int = (3 << 3) | WireTypes.Varint;
        public const uint Double = (4 << 3) | WireTypes.Fixed64;
        public const uint Array = (5 << 3) | WireTypes.LengthDelimited;
        public const uint Map = (6 << 3) | WireTypes.LengthDelimited;
        public const uint Bytes = (7 << 3) | WireTypes.LengthDelimited;
        public const uint Values = (1 << 3) | WireTypes.LengthDelimited;
    }
}
