using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>How a log record is read, whatever the question: one SELECT list and one mapping, in the same order.</summary>
internal static class LogMapping
{
    /// <summary>The SELECT list, from rows that carry the table's columns.</summary>
    public const string Columns = """
        toUnixTimestamp64Nano(Timestamp), toUnixTimestamp64Nano(ObservedTimestamp), TraceId, SpanId, TraceFlags, SeverityText,
          SeverityNumber, ServiceName, Body, BodyType, EventName, ScopeName, ScopeVersion, RunId, RowId,
          toUnixTimestamp64Nano(IngestedAt),
          mapKeys(ResourceAttributes), mapValues(ResourceAttributes), ResourceAttributeTypes,
          mapKeys(ScopeAttributes), mapValues(ScopeAttributes), ScopeAttributeTypes,
          mapKeys(LogAttributes), mapValues(LogAttributes), LogAttributeTypes
        """;

    /// <summary>The table's columns that <see cref="Columns"/> needs, for a subquery.</summary>
    public const string TableColumns = """
        Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType,
            EventName, ScopeName, ScopeVersion, RowId, IngestedAt, ResourceAttributes, ResourceAttributeTypes,
            ScopeAttributes, ScopeAttributeTypes, LogAttributes, LogAttributeTypes
        """;

    public static LogRow Read(RowReader row) => new()
    {
        TimeUnixNano = row.Int64(),
        ObservedUnixNano = row.Int64(),
        TraceId = row.Text(),
        SpanId = row.Text(),
        TraceFlags = row.UInt8(),
        SeverityText = row.Text(),
        SeverityNumber = row.UInt8(),
        ServiceName = row.Text(),
        Body = row.Text(),
        BodyType = AttributeMapping.Type(row.Text()),
        EventName = row.Text(),
        ScopeName = row.Text(),
        ScopeVersion = row.Text(),
        RunId = row.Text(),
        RowId = row.UInt128(),
        IngestedAtUnixNano = row.Int64(),
        ResourceAttributes = SpanMapping.ReadAttributes(row),
        ScopeAttributes = SpanMapping.ReadAttributes(row),
        Attributes = SpanMapping.ReadAttributes(row),
    };
}
