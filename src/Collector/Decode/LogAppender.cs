using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Decides whether a log record is stored, and as what; the same for every encoding.</summary>
internal sealed unsafe class LogAppender(DecodeSession session)
{
    private readonly ArtifactAppender _artifacts = new(session);

    /// <summary>Where log records go.</summary>
    public LogColumns Columns { get; set; } = null!;

    /// <summary>Where chunks of artifacts go.</summary>
    public ArtifactColumns Artifacts { get; set; } = null!;

    /// <summary>Opens a row.</summary>
    public void Open()
    {
        session.OpenRecord();
        Columns.LogAttributes.Open();
    }

    /// <summary>Stores the open row, or takes back what was written of it.</summary>
    public void Close(ref LogFields log)
    {
        Settle(ref log);
        RecordFault fault = Judge(ref log);
        if (fault == RecordFault.None && IsArtifact(ref log))
        {
            fault = _artifacts.Append(Artifacts, Columns.LogAttributes, ref log);
            Columns.Rollback();
        }
        else if (fault == RecordFault.None)
        {
            Write(ref log);
        }
        else
        {
            Columns.Rollback();
        }

        if (fault == RecordFault.None)
        {
            session.Findings.Accept();
        }
        else
        {
            session.Findings.Reject(fault);
        }
    }

    // A record without a time happened when it was observed; one that nobody observed is observed by us, now.
    private void Settle(ref LogFields log)
    {
        if (log.Observed == 0)
        {
            log.Observed = (ulong)session.Context.ArrivalUnixNano;
        }

        if (log.Time == 0)
        {
            log.Time = log.Observed;
        }

        if (log.TraceId.Length == Ids.TraceBytes && Ids.IsZeroTrace(log.TraceId.Start))
        {
            log.TraceId = default;
        }

        if (log.SpanId.Length == Ids.SpanBytes && Ids.IsZeroSpan(log.SpanId.Start))
        {
            log.SpanId = default;
        }
    }

    private RecordFault Judge(ref LogFields log)
    {
        RecordFault found = session.TakeFault();
        return found != RecordFault.None ? found
            : log.TraceId.Length is not (0 or Ids.TraceBytes) ? RecordFault.TraceIdLength
            : log.SpanId.Length is not (0 or Ids.SpanBytes) ? RecordFault.SpanIdLength
            : RecordTimes.Check(log.Time) is var time and not RecordFault.None ? time
            : log.Observed > RecordTimes.Latest ? RecordFault.TimeTooLate
            : Columns.LogAttributes.OpenCount > session.Limits.MaxAttributes ? RecordFault.TooManyAttributes
            : RecordFault.None;
    }

    private bool IsArtifact(ref LogFields log)
    {
        ReadOnlySpan<byte> name = log.EventName.Span;
        if (name.IsEmpty)
        {
            AttributeLookup.TryFindText(Columns.LogAttributes, "event.name"u8, out name);
        }

        return name.SequenceEqual("bench.artifact"u8);
    }

    private void Write(ref LogFields log)
    {
        LogColumns columns = Columns;
        if (columns.TryOpenPrefix(session.Bind(log.TraceId.Start)))
        {
            WritePrefix();
        }

        WriteEventName(ref log);
        columns.LogAttributes.Close();
        columns.Timestamp.AppendInt64((long)log.Time);
        columns.ObservedTimestamp.AppendInt64((long)log.Observed);
        Ids.AppendTrace(columns.TraceId, log.TraceId);
        Ids.AppendSpan(columns.SpanId, log.SpanId);
        session.Text.Append(columns.SeverityText, log.SeverityText);
        columns.SeverityNumber.Ensure(1);
        columns.SeverityNumber.AppendByte((byte)(log.Severity is >= 0 and <= byte.MaxValue ? log.Severity : 0));
        columns.TraceFlags.Ensure(1);
        columns.TraceFlags.AppendByte((byte)log.Flags);
        WriteBody(ref log);
        columns.RowId.AppendUInt128(session.Context.RequestHash + (UInt128)session.Findings.Records);
        columns.AddRow();
    }

    private void WritePrefix()
    {
        LogColumns columns = Columns;
        columns.ResourceAttributes.AddCopy(session.Resource.Attributes);
        columns.ScopeAttributes.AddCopy(session.Scope.Attributes);
        columns.ServiceName.AppendAll(session.Resource.ServiceName);
        columns.ResourceSchemaUrl.AppendAll(session.Resource.SchemaUrl);
        columns.ScopeSchemaUrl.AppendAll(session.Scope.SchemaUrl);
        columns.ScopeName.AppendAll(session.Scope.Name);
        columns.ScopeVersion.AppendAll(session.Scope.Version);
        columns.RunId.AppendAll(session.Resource.Run.Id);
    }

    private void WriteEventName(ref LogFields log)
    {
        if (log.EventName.IsEmpty &&
            AttributeLookup.TryFindText(Columns.LogAttributes, "event.name"u8, out ReadOnlySpan<byte> name))
        {
            // Stored text already: well-formed.
            Columns.EventName.AppendString(name);
        }
        else
        {
            session.Text.Append(Columns.EventName, log.EventName);
        }
    }

    private void WriteBody(ref LogFields log)
    {
        byte type = log.BodyType == 0 ? AttributeTypes.Empty : log.BodyType;
        Columns.BodyType.Ensure(2);
        Columns.BodyType.AppendByte(1);
        Columns.BodyType.AppendByte(type);
        if (type == AttributeTypes.Bytes)
        {
            session.Value.Reset();
            NestedText.Base64Of(session.Value, log.Body.Span);
            Columns.Body.AppendString(session.Value.Written);
        }
        else
        {
            session.Text.Append(Columns.Body, log.Body);
        }
    }
}
