namespace Tracing.Storage.Columns;

/// <summary>Builds rows of <c>otel_logs</c>. Only a row's own attributes are written before it is accepted.</summary>
public sealed class LogColumns : TableColumns
{
    /// <summary>Makes empty columns.</summary>
    public LogColumns()
        : base(TableLayouts.Logs)
    {
        ResourceAttributes = MapOf("ResourceAttributes", "ResourceAttributeTypes");
        ScopeAttributes = MapOf("ScopeAttributes", "ScopeAttributeTypes");
        LogAttributes = MapOf("LogAttributes", "LogAttributeTypes");
        Timestamp = Of("Timestamp");
        TraceId = Of("TraceId");
        SpanId = Of("SpanId");
        TraceFlags = Of("TraceFlags");
        SeverityText = Of("SeverityText");
        SeverityNumber = Of("SeverityNumber");
        ServiceName = Of("ServiceName");
        Body = Of("Body");
        ResourceSchemaUrl = Of("ResourceSchemaUrl");
        ScopeSchemaUrl = Of("ScopeSchemaUrl");
        ScopeName = Of("ScopeName");
        ScopeVersion = Of("ScopeVersion");
        EventName = Of("EventName");
        RunId = Of("RunId");
        BodyType = Of("BodyType");
        ObservedTimestamp = Of("ObservedTimestamp");
        RowId = Of("RowId");
    }

    /// <summary>The resource's attributes, per prefix.</summary>
    public MapColumns ResourceAttributes { get; }

    /// <summary>The scope's attributes, per prefix.</summary>
    public MapColumns ScopeAttributes { get; }

    /// <summary>The record's attributes.</summary>
    public MapColumns LogAttributes { get; }

    /// <summary>Time of the event, else when it was observed, Unix nanoseconds.</summary>
    public ColumnBuffer Timestamp { get; }

    /// <summary>Trace id, 32 hex digits or empty.</summary>
    public ColumnBuffer TraceId { get; }

    /// <summary>Span id, 16 hex digits or empty.</summary>
    public ColumnBuffer SpanId { get; }

    /// <summary>W3C trace flags.</summary>
    public ColumnBuffer TraceFlags { get; }

    /// <summary>Severity as the source wrote it.</summary>
    public ColumnBuffer SeverityText { get; }

    /// <summary>Severity, 1 to 24; 0 where unknown.</summary>
    public ColumnBuffer SeverityNumber { get; }

    /// <summary><c>service.name</c> of the resource, per prefix.</summary>
    public ColumnBuffer ServiceName { get; }

    /// <summary>Body as text.</summary>
    public ColumnBuffer Body { get; }

    /// <summary>Schema of the resource, per prefix.</summary>
    public ColumnBuffer ResourceSchemaUrl { get; }

    /// <summary>Schema of the scope, per prefix.</summary>
    public ColumnBuffer ScopeSchemaUrl { get; }

    /// <summary>Name of the instrumentation scope, per prefix.</summary>
    public ColumnBuffer ScopeName { get; }

    /// <summary>Version of the instrumentation scope, per prefix.</summary>
    public ColumnBuffer ScopeVersion { get; }

    /// <summary>Name of the event, or empty.</summary>
    public ColumnBuffer EventName { get; }

    /// <summary>The run that the rows are bound to, or empty; per prefix.</summary>
    public ColumnBuffer RunId { get; }

    /// <summary>One letter as in <see cref="MapColumns"/>.</summary>
    public ColumnBuffer BodyType { get; }

    /// <summary>When the record was observed, Unix nanoseconds.</summary>
    public ColumnBuffer ObservedTimestamp { get; }

    /// <summary>Hash of the request plus the ordinal of the record in it: the same for a resent request.</summary>
    public ColumnBuffer RowId { get; }

    /// <summary>Takes back the attributes of the open row.</summary>
    public void Rollback() => LogAttributes.Abandon();
}
