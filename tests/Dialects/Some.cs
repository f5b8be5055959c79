using System.Globalization;
using Tracing.Dialects.Records;

namespace Tracing.Dialects.Tests;

/// <summary>Records for tests, with irrelevant values filled in.</summary>
internal static class Some
{
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    public static readonly AttributeSet CellResource = Attributes(("bench.cell.id", "sweep/agent/vendor/model/polyglot/task#run2"));

    private static int lastSpan;

    public static AttributeSet Attributes(params (string Key, object? Value)[] values) =>
        new([.. values.Select(v => new RecordAttribute(v.Key, Convert.ToString(v.Value, CultureInfo.InvariantCulture) ?? "", Letter(v.Value)))]);

    public static SpanRecord Span(string name, AttributeSet attributes, long start = 1_000, ulong duration = 500, string status = "Unset") => new()
    {
        TraceId = TraceId,
        SpanId = Interlocked.Increment(ref lastSpan).ToString("x16", CultureInfo.InvariantCulture),
        ParentSpanId = "",
        Name = name,
        StartUnixNano = start,
        DurationNano = duration,
        StatusCode = status,
        StatusMessage = "",
        Attributes = attributes,
        Resource = CellResource,
    };

    public static LogRecord Log(string eventName, AttributeSet attributes, long at = 2_000, string body = "", string spanId = "") => new()
    {
        UnixNano = at,
        TraceId = TraceId,
        SpanId = spanId,
        EventName = eventName,
        Body = body,
        Attributes = attributes,
        Resource = CellResource,
    };

    public static RunRecords Run(IReadOnlyList<SpanRecord> spans, params LogRecord[] logs) => new("run", spans, logs);

    private static char Letter(object? value) => value switch
    {
        null => 'n',
        bool => 'b',
        int or long => 'i',
        double => 'd',
        string text when text.StartsWith('[') => 'a',
        _ => 's',
    };
}
