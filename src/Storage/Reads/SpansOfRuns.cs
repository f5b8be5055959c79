using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Place of a span among the spans of runs.</summary>
/// <param name="RunId">The run.</param>
/// <param name="StartUnixNano">Start, nanoseconds since 1970.</param>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
public sealed record RunSpanKey(string RunId, long StartUnixNano, string TraceId, string SpanId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static RunSpanKey Of(SpanRow row) => new(row.RunId, row.StartUnixNano, row.TraceId, row.SpanId);
}

/// <summary>The raw spans of runs, by run and start, those of traces that were bound later included. Each comes once.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="After">Last span of the page before; null starts.</param>
/// <param name="Limit">Most spans.</param>
public sealed record SpansOfRuns(IReadOnlyCollection<string> RunIds, RunSpanKey? After = null, int Limit = 10_000) : Question<SpanRow>
{
    private static readonly string Sql = $$"""
        SELECT
          {{SpanMapping.Columns}}
        FROM {{RunRecords.Of("otel_traces", SpanMapping.TableColumns)}}
        WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), TraceId, SpanId) > ({afterRun:String}, {afterStart:Int64}, {afterTrace:String}, {afterSpan:String})
        ORDER BY RunId, Timestamp, TraceId, SpanId
        LIMIT 1 BY RunId, TraceId, SpanId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SpanRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("runs", RunIds)
            .UInt8("first", After is null)
            .String("afterRun", After?.RunId ?? "")
            .Int64("afterStart", After?.StartUnixNano ?? 0)
            .String("afterTrace", After?.TraceId ?? "")
            .String("afterSpan", After?.SpanId ?? "")
            .UInt32("limit", (uint)Limit),
        SpanMapping.Read);
}
