namespace Tracing.Collector.Decode;

/// <summary>The fields of a span beside its attributes, events and links, as they were sent.</summary>
internal struct SpanFields
{
    public Slice TraceId;
    public Slice SpanId;
    public Slice ParentSpanId;
    public Slice TraceState;
    public Slice Name;
    public Slice StatusMessage;
    public ulong Start;
    public ulong End;
    public uint Flags;
    public int Kind;
    public int StatusCode;
    public int Events;
    public int Links;
}
