using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>How a span is read, whatever the question: one SELECT list and one mapping, in the same order.</summary>
internal static class SpanMapping
{
    /// <summary>The SELECT list, from rows that carry the table's columns.</summary>
    public const string Columns = """
        TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName,
          toUnixTimestamp64Nano(Timestamp), Duration, StatusCode, StatusMessage, ScopeName, ScopeVersion, RunId, Flags,
          toUnixTimestamp64Nano(IngestedAt),
          mapKeys(ResourceAttributes), mapValues(ResourceAttributes), ResourceAttributeTypes,
          mapKeys(SpanAttributes), mapValues(SpanAttributes), SpanAttributeTypes,
          arrayMap(time -> toUnixTimestamp64Nano(time), Events.Timestamp), Events.Name,
          arrayMap(map -> mapKeys(map), Events.Attributes), arrayMap(map -> mapValues(map), Events.Attributes), EventAttributeTypes,
          Links.TraceId, Links.SpanId, Links.TraceState,
          arrayMap(map -> mapKeys(map), Links.Attributes), arrayMap(map -> mapValues(map), Links.Attributes), LinkAttributeTypes
        """;

    /// <summary>The table's columns that <see cref="Columns"/> needs, for a subquery.</summary>
    public const string TableColumns = """
        TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, Timestamp, Duration, StatusCode,
            StatusMessage, ScopeName, ScopeVersion, Flags, IngestedAt, ResourceAttributes, ResourceAttributeTypes, SpanAttributes,
            SpanAttributeTypes, Events.Timestamp, Events.Name, Events.Attributes, EventAttributeTypes,
            Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes, LinkAttributeTypes
        """;

    public static SpanRow Read(RowReader row) => new()
    {
        TraceId = row.Text(),
        SpanId = row.Text(),
        ParentSpanId = row.Text(),
        TraceState = row.Text(),
        Name = row.Text(),
        Kind = row.Text(),
        ServiceName = row.Text(),
        StartUnixNano = row.Int64(),
        DurationNano = row.UInt64(),
        StatusCode = row.Text(),
        StatusMessage = row.Text(),
        ScopeName = row.Text(),
        ScopeVersion = row.Text(),
        RunId = row.Text(),
        Flags = row.UInt32(),
        IngestedAtUnixNano = row.Int64(),
        ResourceAttributes = ReadAttributes(row),
        Attributes = ReadAttributes(row),
        Events = ReadEvents(row),
        Links = ReadLinks(row),
    };

    public static AttributeValue[] ReadAttributes(RowReader row) =>
        AttributeMapping.Join(row.Array<string>(), row.Array<string>(), row.Text());

    private static SpanEventRow[] ReadEvents(RowReader row)
    {
        long[] times = row.Array<long>();
        string[] names = row.Array<string>();
        AttributeValue[][] attributes = ReadNested(row);
        var events = new SpanEventRow[times.Length];
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = new SpanEventRow(times[i], names[i], attributes[i]);
        }

        return events;
    }

    private static SpanLinkRow[] ReadLinks(RowReader row)
    {
        string[] traces = row.Array<string>();
        string[] spans = row.Array<string>();
        string[] states = row.Array<string>();
        AttributeValue[][] attributes = ReadNested(row);
        var links = new SpanLinkRow[traces.Length];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = new SpanLinkRow(traces[i], spans[i], states[i], attributes[i]);
        }

        return links;
    }

    private static AttributeValue[][] ReadNested(RowReader row)
    {
        string[][] keys = row.Array<string[]>();
        string[][] values = row.Array<string[]>();
        string[] types = row.Array<string>();
        var attributes = new AttributeValue[keys.Length][];
        for (int i = 0; i < attributes.Length; i++)
        {
            attributes[i] = AttributeMapping.Join(keys[i], values[i], i < types.Length ? types[i] : "");
        }

        return attributes;
    }
}
