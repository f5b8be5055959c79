using System.Text;
using Tracing.Storage.Columns;

namespace Tracing.Storage.Tests.Support;

/// <summary>Builds blocks the way the collector does: columns, frame, splicer.</summary>
internal static class Blocks
{
    public const long Arrival = TestSpan.Noon + 1_000_000_000;

    public static SplicedBlock Of(IEnumerable<TestSpan> spans, ulong batch, long? arrival = null)
    {
        using var columns = new SpanColumns();
        foreach (TestSpan span in spans)
        {
            Add(columns, span);
        }

        return Splice(columns, batch, arrival);
    }

    public static SplicedBlock Of(IEnumerable<TestLog> logs, ulong batch, long? arrival = null)
    {
        using var columns = new LogColumns();
        foreach (TestLog log in logs)
        {
            Add(columns, log);
        }

        return Splice(columns, batch, arrival);
    }

    public static SplicedBlock Of(IEnumerable<TestChunk> chunks, ulong batch, long? arrival = null)
    {
        using var columns = new ArtifactColumns();
        foreach (TestChunk chunk in chunks)
        {
            Add(columns, chunk);
        }

        return Splice(columns, batch, arrival);
    }

    private static SplicedBlock Splice(TableColumns columns, ulong batch, long? arrival)
    {
        columns.Complete(arrival ?? Arrival);
        byte[] frame = new byte[FrameWriter.Measure(columns)];
        FrameWriter.Write(frame, columns);
        var splicer = new BlockSplicer(columns.Layout.Tag);
        splicer.Add(FrameReader.Read(frame)[0]);
        return splicer.Build(batch);
    }

    private static void Add(SpanColumns columns, TestSpan span)
    {
        columns.TryOpenPrefix(columns.Rows);
        Fill(columns.ResourceAttributes, span.Resource);
        Fill(columns.SpanAttributes, span.Attributes);
        foreach (TestEvent e in span.Events)
        {
            Fixed(columns.EventTimestamp, e.Time);
            Text(columns.EventName, e.Name);
            Fill(columns.EventAttributes, e.Attributes);
        }

        foreach (TestLink link in span.Links)
        {
            Text(columns.LinkTraceId, link.TraceId);
            Text(columns.LinkSpanId, link.SpanId);
            Text(columns.LinkTraceState, link.TraceState);
            Fill(columns.LinkAttributes, link.Attributes);
        }

        columns.EventCounts.AppendCount((uint)span.Events.Count);
        columns.LinkCounts.AppendCount((uint)span.Links.Count);
        Fixed(columns.Timestamp, span.Start);
        Text(columns.TraceId, span.TraceId);
        Text(columns.SpanId, span.SpanId);
        Text(columns.ParentSpanId, span.ParentSpanId);
        Text(columns.TraceState, span.TraceState);
        Text(columns.SpanName, span.Name);
        Text(columns.SpanKind, span.Kind);
        Text(columns.ServiceName, span.Service);
        Text(columns.ScopeName, "scope");
        Text(columns.ScopeVersion, "1.0");
        Fixed(columns.Duration, (long)span.Duration);
        Text(columns.StatusCode, span.StatusCode);
        Text(columns.StatusMessage, span.StatusMessage);
        Text(columns.RunId, span.RunId);
        columns.Flags.Ensure(4);
        columns.Flags.AppendUInt32(span.Flags);
        columns.AddRow();
    }

    private static void Add(LogColumns columns, TestLog log)
    {
        columns.TryOpenPrefix(columns.Rows);
        Fill(columns.ResourceAttributes, []);
        Fill(columns.ScopeAttributes, []);
        Fill(columns.LogAttributes, log.Attributes);
        Fixed(columns.Timestamp, log.Time);
        Fixed(columns.ObservedTimestamp, log.Time + 5);
        Text(columns.TraceId, log.TraceId);
        Text(columns.SpanId, log.SpanId);
        columns.TraceFlags.Ensure(1);
        columns.TraceFlags.AppendByte(1);
        Text(columns.SeverityText, "INFO");
        columns.SeverityNumber.Ensure(1);
        columns.SeverityNumber.AppendByte(9);
        Text(columns.ServiceName, "service");
        Text(columns.Body, log.Body);
        Text(columns.ResourceSchemaUrl, "");
        Text(columns.ScopeSchemaUrl, "");
        Text(columns.ScopeName, "scope");
        Text(columns.ScopeVersion, "1.0");
        Text(columns.EventName, log.EventName);
        Text(columns.RunId, log.RunId);
        Text(columns.BodyType, log.BodyLetter.ToString());
        columns.RowId.Ensure(16);
        columns.RowId.AppendUInt128(log.RowId);
        columns.AddRow();
    }

    private static void Add(ArtifactColumns columns, TestChunk chunk)
    {
        columns.TryOpenPrefix(columns.Rows);
        Text(columns.RunId, chunk.RunId);
        Text(columns.TraceId, chunk.TraceId);
        Text(columns.SpanId, "");
        Fixed(columns.Timestamp, TestSpan.Noon);
        Text(columns.Kind, chunk.Kind);
        Text(columns.Format, "text");
        Text(columns.Made, chunk.Made);
        Text(columns.Encoding, "");
        Text(columns.Sha256, chunk.Sha256);
        columns.Sequence.Ensure(4);
        columns.Sequence.AppendUInt32(chunk.Sequence);
        columns.Last.Ensure(1);
        columns.Last.AppendByte(chunk.Last ? (byte)1 : (byte)0);
        columns.Truncated.Ensure(1);
        columns.Truncated.AppendByte(chunk.Truncated ? (byte)1 : (byte)0);
        columns.Body.AppendString(chunk.Body);
        columns.RowId.Ensure(16);
        columns.RowId.AppendUInt128(chunk.RowId);
        columns.AddRow();
    }

    private static void Fill(MapColumns map, IReadOnlyList<TestAttribute> attributes)
    {
        map.Open();
        foreach (TestAttribute attribute in attributes)
        {
            Text(map.Keys, attribute.Key);
            Text(map.Values, attribute.Value);
            map.Types.Ensure(16);
            map.Add((byte)attribute.Letter);
        }

        map.Types.Ensure(16);
        map.Close();
    }

    private static void Text(ColumnBuffer column, string text) => column.AppendString(Encoding.UTF8.GetBytes(text));

    private static void Fixed(ColumnBuffer column, long value)
    {
        column.Ensure(8);
        column.AppendInt64(value);
    }
}
