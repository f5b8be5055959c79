namespace Tracing.Collector.Decode;

/// <summary>The fields of a log record beside its attributes, as they were sent.</summary>
internal struct LogFields
{
    public Slice TraceId;
    public Slice SpanId;
    public Slice SeverityText;
    public Slice EventName;

    /// <summary>A string's or bytes' own bytes; else the text of the value.</summary>
    public Slice Body;
    public byte BodyType;
    public ulong Time;
    public ulong Observed;
    public uint Flags;
    public int Severity;
}
