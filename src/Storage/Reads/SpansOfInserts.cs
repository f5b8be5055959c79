using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The raw spans that inserts brought to runs, by run and start, those of traces that were bound later included.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Batches">The inserts.</param>
/// <param name="After">Last span of the page before; null starts.</param>
/// <param name="Limit">Most spans.</param>
public sealed record SpansOfInserts(
    IReadOnlyCollection<string> RunIds, IReadOnlyCollection<ulong> Batches, RunSpanKey? After = null, int Limit = 500) : Question<SpanRow>
{
    private static readonly string Sql = $$"""
        SELECT
          {{SpanMapping.Columns}}
        FROM {{RunRecords.Of("otel_traces", SpanMapping.TableColumns, "Batch IN {batches:Array(UInt64)}")}}
        WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), TraceId, SpanId) > ({afterRun:String}, {afterStart:Int64}, {afterTrace:String}, {afterSpan:String})
        ORDER BY RunId, Timestamp, TraceId, SpanId
        LIMIT 1 BY RunId, TraceId, SpanId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SpanRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("runs", RunIds)
            .UInt64s("batches", Batches)
            .UInt8("first", After is null)
            .String("afterRun", After?.RunId ?? "")
            .Int64("afterStart", After?.StartUnixNano ?? 0)
            .String("afterTrace", After?.TraceId ?? "")
            .String("afterSpan", After?.SpanId ?? "")
            .UInt32("limit", (uint)Limit),
        SpanMapping.Read);
}
