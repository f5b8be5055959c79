namespace Tracing.Storage.Columns;

/// <summary>
/// Builds rows of <c>otel_traces</c>. A row's attributes, events and links are written as they are met; the rest is
/// written only when the row is accepted, so that <see cref="Rollback"/> has little to take back.
/// </summary>
public sealed class SpanColumns : TableColumns
{
    private nint _eventTimestampMark;
    private nint _eventNameMark;
    private nint _linkTraceIdMark;
    private nint _linkSpanIdMark;
    private nint _linkTraceStateMark;
    private MapMark _eventAttributeMark;
    private MapMark _linkAttributeMark;

    /// <summary>Makes empty columns.</summary>
    public SpanColumns()
        : base(TableLayouts.Spans)
    {
        ResourceAttributes = MapOf("ResourceAttributes", "ResourceAttributeTypes");
        SpanAttributes = MapOf("SpanAttributes", "SpanAttributeTypes");
        EventAttributes = MapOf("Events.Attributes", "EventAttributeTypes");
        LinkAttributes = MapOf("Links.Attributes", "LinkAttributeTypes");
        Timestamp = Of("Timestamp");
        TraceId = Of("TraceId");
        SpanId = Of("SpanId");
        ParentSpanId = Of("ParentSpanId");
        TraceState = Of("TraceState");
        SpanName = Of("SpanName");
        SpanKind = Of("SpanKind");
        ServiceName = Of("ServiceName");
        ScopeName = Of("ScopeName");
        ScopeVersion = Of("ScopeVersion");
        Duration = Of("Duration");
        StatusCode = Of("StatusCode");
        StatusMessage = Of("StatusMessage");
        EventCounts = Of("Events.offsets");
        EventTimestamp = Of("Events.Timestamp");
        EventName = Of("Events.Name");
        LinkCounts = Of("Links.offsets");
        LinkTraceId = Of("Links.TraceId");
        LinkSpanId = Of("Links.SpanId");
        LinkTraceState = Of("Links.TraceState");
        RunId = Of("RunId");
        Flags = Of("Flags");
    }

    /// <summary>The resource's attributes, per prefix.</summary>
    public MapColumns ResourceAttributes { get; }

    /// <summary>The span's attributes.</summary>
    public MapColumns SpanAttributes { get; }

    /// <summary>The attributes of events, one map an event.</summary>
    public MapColumns EventAttributes { get; }

    /// <summary>The attributes of links, one map a link.</summary>
    public MapColumns LinkAttributes { get; }

    /// <summary>Start, Unix nanoseconds.</summary>
    public ColumnBuffer Timestamp { get; }

    /// <summary>Trace id, 32 hex digits.</summary>
    public ColumnBuffer TraceId { get; }

    /// <summary>Span id, 16 hex digits.</summary>
    public ColumnBuffer SpanId { get; }

    /// <summary>Parent's span id, 16 hex digits or empty.</summary>
    public ColumnBuffer ParentSpanId { get; }

    /// <summary>W3C trace state.</summary>
    public ColumnBuffer TraceState { get; }

    /// <summary>Name.</summary>
    public ColumnBuffer SpanName { get; }

    /// <summary>Kind as the exporter's word.</summary>
    public ColumnBuffer SpanKind { get; }

    /// <summary><c>service.name</c> of the resource, per prefix.</summary>
    public ColumnBuffer ServiceName { get; }

    /// <summary>Name of the instrumentation scope, per prefix.</summary>
    public ColumnBuffer ScopeName { get; }

    /// <summary>Version of the instrumentation scope, per prefix.</summary>
    public ColumnBuffer ScopeVersion { get; }

    /// <summary>End less start, nanoseconds.</summary>
    public ColumnBuffer Duration { get; }

    /// <summary>Status as the exporter's word.</summary>
    public ColumnBuffer StatusCode { get; }

    /// <summary>Message of the status.</summary>
    public ColumnBuffer StatusMessage { get; }

    /// <summary>How many events each row has, as varints.</summary>
    public ColumnBuffer EventCounts { get; }

    /// <summary>Time of events, Unix nanoseconds.</summary>
    public ColumnBuffer EventTimestamp { get; }

    /// <summary>Names of events.</summary>
    public ColumnBuffer EventName { get; }

    /// <summary>How many links each row has, as varints.</summary>
    public ColumnBuffer LinkCounts { get; }

    /// <summary>Trace ids of links.</summary>
    public ColumnBuffer LinkTraceId { get; }

    /// <summary>Span ids of links.</summary>
    public ColumnBuffer LinkSpanId { get; }

    /// <summary>Trace states of links.</summary>
    public ColumnBuffer LinkTraceState { get; }

    /// <summary>The run that the rows are bound to, or empty; per prefix.</summary>
    public ColumnBuffer RunId { get; }

    /// <summary>W3C trace flags and the bits above them.</summary>
    public ColumnBuffer Flags { get; }

    /// <summary>Marks the events as a row found them, before its first event.</summary>
    public void MarkEvents()
    {
        _eventTimestampMark = EventTimestamp.Length;
        _eventNameMark = EventName.Length;
        _eventAttributeMark = EventAttributes.Mark();
    }

    /// <summary>Marks the links as a row found them, before its first link.</summary>
    public void MarkLinks()
    {
        _linkTraceIdMark = LinkTraceId.Length;
        _linkSpanIdMark = LinkSpanId.Length;
        _linkTraceStateMark = LinkTraceState.Length;
        _linkAttributeMark = LinkAttributes.Mark();
    }

    /// <summary>Takes back the attributes, events and links of the open row.</summary>
    /// <param name="hadEvents">Whether <see cref="MarkEvents"/> was called for it.</param>
    /// <param name="hadLinks">Whether <see cref="MarkLinks"/> was called for it.</param>
    public void Rollback(bool hadEvents, bool hadLinks)
    {
        SpanAttributes.Abandon();
        if (hadEvents)
        {
            EventTimestamp.Truncate(_eventTimestampMark);
            EventName.Truncate(_eventNameMark);
            EventAttributes.Restore(_eventAttributeMark);
        }

        if (hadLinks)
        {
            LinkTraceId.Truncate(_linkTraceIdMark);
            LinkSpanId.Truncate(_linkSpanIdMark);
            LinkTraceState.Truncate(_linkTraceStateMark);
            LinkAttributes.Restore(_linkAttributeMark);
        }
    }
}
