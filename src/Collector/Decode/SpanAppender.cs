using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Decides whether a span is stored and writes its row; the same for every encoding.</summary>
internal sealed unsafe class SpanAppender(DecodeSession session)
{
    /// <summary>Where rows go.</summary>
    public SpanColumns Columns { get; set; } = null!;

    /// <summary>Opens a row.</summary>
    public void Open()
    {
        session.OpenRecord();
        Columns.SpanAttributes.Open();
    }

    /// <summary>Charges the open row.</summary>
    /// <param name="wireBytes">Bytes of the span as it was sent.</param>
    public void Charge(nint wireBytes) => session.Charge(wireBytes);

    /// <summary>The span, or a part of it, is not what its field calls for.</summary>
    public void Mistyped() => session.Find(RecordFault.JsonType);

    /// <summary>Opens an event of the open row; its attributes come before <see cref="CloseEvent"/>.</summary>
    public void OpenEvent(ref SpanFields span)
    {
        if (span.Events++ == 0)
        {
            Columns.MarkEvents();
        }

        Columns.EventAttributes.Open();
    }

    public void CloseEvent(ulong time, Slice name)
    {
        if (time > RecordTimes.Latest)
        {
            session.Find(RecordFault.TimeTooLate);
        }

        CheckAttributes(Columns.EventAttributes);
        Columns.EventAttributes.Close();
        Columns.EventTimestamp.AppendInt64((long)time);
        session.Text.Append(Columns.EventName, name);
    }

    /// <summary>Opens a link of the open row; its attributes come before <see cref="CloseLink"/>.</summary>
    public void OpenLink(ref SpanFields span)
    {
        if (span.Links++ == 0)
        {
            Columns.MarkLinks();
        }

        Columns.LinkAttributes.Open();
    }

    public void CloseLink(Slice traceId, Slice spanId, Slice traceState)
    {
        CheckAttributes(Columns.LinkAttributes);
        Columns.LinkAttributes.Close();
        session.Text.Append(Columns.LinkTraceState, traceState);
        if (traceId.Length is not (0 or Ids.TraceBytes) || spanId.Length is not (0 or Ids.SpanBytes))
        {
            session.Find(RecordFault.LinkIdLength);
            return;
        }

        Ids.AppendTrace(Columns.LinkTraceId, traceId);
        Ids.AppendSpan(Columns.LinkSpanId, spanId);
    }

    /// <summary>Stores the open row, or takes back what was written of it.</summary>
    public void Close(ref SpanFields span)
    {
        RecordFault fault = Judge(ref span);
        if (fault != RecordFault.None)
        {
            Columns.Rollback(span.Events > 0, span.Links > 0);
            session.Findings.Reject(fault);
            return;
        }

        if (Columns.TryOpenPrefix(session.Bind(span.TraceId.Start)))
        {
            WritePrefix();
        }

        WriteIdentity(ref span);
        WriteRest(ref span);
        Columns.AddRow();
        session.Findings.Accept();
    }

    private void CheckAttributes(MapColumns map)
    {
        if (map.OpenCount > session.Limits.MaxAttributes)
        {
            session.Find(RecordFault.TooManyAttributes);
        }
    }

    private RecordFault Judge(ref SpanFields span)
    {
        RecordFault found = session.TakeFault();
        return found != RecordFault.None ? found
            : span.TraceId.Length != Ids.TraceBytes ? RecordFault.TraceIdLength
            : span.SpanId.Length != Ids.SpanBytes ? RecordFault.SpanIdLength
            : span.ParentSpanId.Length is not (0 or Ids.SpanBytes) ? RecordFault.ParentSpanIdLength
            : Ids.IsZeroTrace(span.TraceId.Start) ? RecordFault.TraceIdZero
            : Ids.IsZeroSpan(span.SpanId.Start) ? RecordFault.SpanIdZero
            : RecordTimes.Check(span.Start) is var time and not RecordFault.None ? time
            : span.End > RecordTimes.Latest ? RecordFault.TimeTooLate
            : Columns.SpanAttributes.OpenCount > session.Limits.MaxAttributes ? RecordFault.TooManyAttributes
            : span.Events > session.Limits.MaxEvents ? RecordFault.TooManyEvents
            : span.Links > session.Limits.MaxLinks ? RecordFault.TooManyLinks
            : RecordFault.None;
    }

    private void WritePrefix()
    {
        SpanColumns columns = Columns;
        columns.ResourceAttributes.AddCopy(session.Resource.Attributes);
        columns.ServiceName.AppendAll(session.Resource.ServiceName);
        columns.ScopeName.AppendAll(session.Scope.Name);
        columns.ScopeVersion.AppendAll(session.Scope.Version);
        columns.RunId.AppendAll(session.Resource.Run.Id);
    }

    private void WriteIdentity(ref SpanFields span)
    {
        SpanColumns columns = Columns;
        Ids.AppendTrace(columns.TraceId, span.TraceId);
        Ids.AppendSpan(columns.SpanId, span.SpanId);
        // Some senders write zeros for "no parent".
        bool root = span.ParentSpanId.IsEmpty || Ids.IsZeroSpan(span.ParentSpanId.Start);
        Ids.AppendSpan(columns.ParentSpanId, root ? default : span.ParentSpanId);
        session.Text.Append(columns.TraceState, span.TraceState);
        session.Text.Append(columns.SpanName, span.Name);
        session.Text.Append(columns.StatusMessage, span.StatusMessage);
    }

    private void WriteRest(ref SpanFields span)
    {
        SpanColumns columns = Columns;
        ulong duration = span.End - span.Start;
        if (span.End < span.Start)
        {
            duration = 0;
            session.Findings.Warn(DecodeWarning.EndBeforeStart);
        }

        columns.Timestamp.AppendInt64((long)span.Start);
        columns.Duration.AppendInt64((long)duration);
        columns.Flags.Ensure(sizeof(uint));
        columns.Flags.AppendUInt32(span.Flags);
        SpanWords.AppendKind(columns.SpanKind, span.Kind);
        SpanWords.AppendStatus(columns.StatusCode, span.StatusCode);

        columns.EventCounts.AppendCount((uint)span.Events);
        columns.LinkCounts.AppendCount((uint)span.Links);
        columns.SpanAttributes.Close();
    }
}
