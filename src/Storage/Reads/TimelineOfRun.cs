using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A span as a timeline needs it.</summary>
public sealed record TimelineSpanRow
{
    /// <summary>Its trace, lowercase hex.</summary>
    public required string TraceId { get; init; }

    /// <summary>Its id, lowercase hex.</summary>
    public required string SpanId { get; init; }

    /// <summary>Its parent's id; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Start, nanoseconds since 1970.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Duration in nanoseconds.</summary>
    public required ulong DurationNano { get; init; }

    /// <summary>Whether its status is Error.</summary>
    public required bool Failed { get; init; }

    /// <summary>What it says it is, <c>bench.span.kind</c>; empty where it does not.</summary>
    public required string OwnKind { get; init; }

    /// <summary>When the recording of the terminal began, Unix nanoseconds, where the span tells it; 0 elsewhere.</summary>
    public required long RecordingStart { get; init; }
}

/// <summary>The spans of a run by start, without their attributes: a timeline may have tens of thousands.</summary>
/// <param name="RunId">The run.</param>
/// <param name="After">Last span of the page before; null starts.</param>
/// <param name="Limit">Most spans.</param>
public sealed record TimelineOfRun(string RunId, TimelineSpanRow? After = null, int Limit = 10_000) : Question<TimelineSpanRow>
{
    private const string TableColumns =
        $"TraceId, SpanId, ParentSpanId, SpanName, Timestamp, Duration, StatusCode, SpanAttributes['{BenchAttributes.SpanKind}'] AS OwnKind, " +
        $"toInt64OrZero(SpanAttributes['{BenchAttributes.RecordingStart}']) AS RecordingStart";

    private static readonly string Sql = $$"""
        SELECT TraceId, SpanId, ParentSpanId, SpanName, toUnixTimestamp64Nano(Timestamp), Duration, StatusCode = 'Error', OwnKind, RecordingStart
        FROM {{RunRecords.Of("otel_traces", TableColumns)}}
        WHERE {first:UInt8} OR (toUnixTimestamp64Nano(Timestamp), TraceId, SpanId) > ({afterStart:Int64}, {afterTrace:String}, {afterSpan:String})
        ORDER BY Timestamp, TraceId, SpanId
        LIMIT 1 BY TraceId, SpanId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<TimelineSpanRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("runs", [RunId])
            .UInt8("first", After is null)
            .Int64("afterStart", After?.StartUnixNano ?? 0)
            .String("afterTrace", After?.TraceId ?? "")
            .String("afterSpan", After?.SpanId ?? "")
            .UInt32("limit", (uint)Limit),
        Read);

    private static TimelineSpanRow Read(RowReader row) => new()
    {
        TraceId = row.Text(),
        SpanId = row.Text(),
        ParentSpanId = row.Text(),
        Name = row.Text(),
        StartUnixNano = row.Int64(),
        DurationNano = row.UInt64(),
        Failed = row.UInt8() != 0,
        OwnKind = row.Text(),
        RecordingStart = row.Int64(),
    };
}
