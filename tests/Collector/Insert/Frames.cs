using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Insert;

/// <summary>Payloads of numbered requests, written by hand from the layouts, in version 1, which packs nothing: every row of request 7 names the run <c>run-7</c>.</summary>
internal static class Frames
{
    public static string Run(int id) => string.Create(CultureInfo.InvariantCulture, $"run-{id}");

    public static RunTouch Touch(int id) => new(Run(id), Trace(id));

    public static byte[] Make(int id, int spans = 0, int logs = 0, int artifacts = 0, string severity = "")
    {
        var blocks = new List<byte[]>();
        foreach (var (layout, rows) in (IEnumerable<(TableLayout, int)>)
            [(TableLayouts.Spans, spans), (TableLayouts.Logs, logs), (TableLayouts.ArtifactChunks, artifacts)])
        {
            if (rows > 0)
            {
                blocks.Add(Block(layout, rows, id, severity));
            }
        }

        return [1, (byte)blocks.Count, .. blocks.SelectMany(block => block)];
    }

    private static string Trace(int id) => id.ToString("x32", CultureInfo.InvariantCulture);

    private static byte[] Block(TableLayout layout, int rows, int id, string severity)
    {
        var segments = layout.Segments.Select(segment => Segment(segment, rows, id, severity)).ToList();
        var bytes = new byte[7 + (4 * segments.Count)];
        bytes[0] = (byte)layout.Tag;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1), (uint)rows);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(5), (ushort)segments.Count);
        for (var i = 0; i < segments.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(7 + (4 * i)), (uint)segments[i].Length);
        }

        return [.. bytes, .. segments.SelectMany(segment => segment)];
    }

    /// <summary>Maps and arrays are empty, other values zero or empty but for what tells the row.</summary>
    private static byte[] Segment(SegmentLayout segment, int rows, int id, string severity)
    {
        if (segment.Parent >= 0)
        {
            return [];
        }

        var bytes = new List<byte>();
        for (var row = 0; row < rows; row++)
        {
            bytes.AddRange(segment switch
            {
                { Kind: SegmentKind.Strings, Name: "RunId" } => Text(Run(id)),
                { Kind: SegmentKind.Strings, Name: "TraceId" } => Text(Trace(id)),
                { Kind: SegmentKind.Strings, Name: "SpanId" } => Text((((long)id << 20) + row).ToString("x16", CultureInfo.InvariantCulture)),
                { Kind: SegmentKind.Strings, Name: "SeverityText" } => Text(severity),
                { Kind: SegmentKind.Strings } => Text(""),
                { Name: "RowId" } => [.. BitConverter.GetBytes((long)row), .. BitConverter.GetBytes((long)id)],
                { Name: "Timestamp" or "IngestedAt" or "ObservedTimestamp" } => BitConverter.GetBytes(1_781_000_000_000_000_000L + row),
                _ => new byte[segment.Width],
            });
        }

        return [.. bytes];
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
