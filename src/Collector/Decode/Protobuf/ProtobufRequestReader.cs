namespace Tracing.Collector.Decode.Protobuf;

/// <summary>
/// Reads <c>ExportTraceServiceRequest</c> and <c>ExportLogsServiceRequest</c>, whose envelopes have the same shape. Fields
/// may come in any order and more than once: a resource or scope is merged from all its parts before its records are read.
/// </summary>
internal sealed unsafe class ProtobufRequestReader
{
    private readonly DecodeSession _session;
    private readonly ProtobufPrefixReader _prefixes;
    private readonly ProtobufSpanReader _spans;
    private readonly ProtobufLogReader _logs;

    public ProtobufRequestReader(DecodeSession session, SpanAppender spans, LogAppender logs)
    {
        _session = session;
        var attributes = new ProtobufAttributeReader(session);
        _prefixes = new ProtobufPrefixReader(session, attributes);
        _spans = new ProtobufSpanReader(spans, attributes);
        _logs = new ProtobufLogReader(session, logs, attributes);
    }

    public void Read(PaddedBuffer body, OtlpSignal signal)
    {
        byte* p = body.Start;
        byte* end = p + body.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            if (tag == Tags.Request.Resources)
            {
                ReadResource(Wire.LengthDelimited(ref p, end), signal);
            }
            else
            {
                Wire.Skip(ref p, end, tag);
            }
        }

        Wire.CheckEnd(p, end);
    }

    private void ReadResource(Slice message, OtlpSignal signal)
    {
        _prefixes.ReadResource(message);
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            if (tag == Tags.ResourceRecords.Scopes)
            {
                ReadScope(Wire.LengthDelimited(ref p, end), signal);
            }
            else
            {
                Wire.Skip(ref p, end, tag);
            }
        }
    }

    private void ReadScope(Slice message, OtlpSignal signal)
    {
        _prefixes.ReadScope(message, signal == OtlpSignal.Logs);
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            if (tag != Tags.ScopeRecords.Records)
            {
                Wire.Skip(ref p, end, tag);
            }
            else if (signal == OtlpSignal.Traces)
            {
                _spans.Read(Wire.LengthDelimited(ref p, end));
            }
            else
            {
                _logs.Read(Wire.LengthDelimited(ref p, end));
            }
        }
    }
}
