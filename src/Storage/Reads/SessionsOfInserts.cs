using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The sessions that records without a run name, of inserts; by session, trace and insert. Each comes once.</summary>
/// <param name="Batches">The inserts.</param>
/// <param name="After">Last row of the page before; null starts.</param>
/// <param name="Limit">Most rows.</param>
public sealed record SessionsOfInserts(IReadOnlyCollection<ulong> Batches, LooseRecordRow? After = null, int Limit = 10_000) : Question<LooseRecordRow>
{
    // One thread: it reads the attributes of whole inserts, and nobody waits for it.
    private static readonly string Sql = $$"""
        SELECT DISTINCT SessionId, TraceId, Batch
        FROM
        (
          SELECT arrayJoin({{SessionIds.Of("SpanAttributes")}}) AS SessionId, TraceId, Batch
          FROM otel_traces
          WHERE RunId = '' AND Batch IN {batches:Array(UInt64)}
          UNION ALL
          SELECT arrayJoin({{SessionIds.Of("LogAttributes")}}) AS SessionId, TraceId, Batch
          FROM otel_logs
          WHERE RunId = '' AND Batch IN {batches:Array(UInt64)}
        )
        WHERE (SessionId, TraceId, Batch) > ({afterSession:String}, {afterTrace:String}, {afterBatch:UInt64})
        ORDER BY SessionId, TraceId, Batch
        LIMIT {limit:UInt32}
        SETTINGS max_threads = 1
        """;

    internal override QueryText<LooseRecordRow> ToQuery() => new(
        Sql,
        new Parameters()
            .UInt64s("batches", Batches)
            .String("afterSession", After?.SessionId ?? "")
            .String("afterTrace", After?.TraceId ?? "")
            .UInt64("afterBatch", After?.Batch ?? 0)
            .UInt32("limit", (uint)Limit),
        row => new LooseRecordRow(row.Text(), row.Text(), row.UInt64()));
}
