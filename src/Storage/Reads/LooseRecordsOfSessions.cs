using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Records without a run that name sessions, by session, trace and insert. Each comes once.</summary>
/// <param name="SessionIds">The sessions.</param>
/// <param name="After">Last row of the page before; null starts.</param>
/// <param name="Limit">Most rows.</param>
public sealed record LooseRecordsOfSessions(IReadOnlyCollection<string> SessionIds, LooseRecordRow? After = null, int Limit = 10_000) : Question<LooseRecordRow>
{
    private const string Sql = """
        SELECT DISTINCT SessionId, TraceId, Batch
        FROM loose_records
        WHERE SessionId IN {sessions:Array(String)} AND SessionId != ''
          AND (SessionId, TraceId, Batch) > ({afterSession:String}, {afterTrace:String}, {afterBatch:UInt64})
        ORDER BY SessionId, TraceId, Batch
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<LooseRecordRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("sessions", SessionIds)
            .String("afterSession", After?.SessionId ?? "")
            .String("afterTrace", After?.TraceId ?? "")
            .UInt64("afterBatch", After?.Batch ?? 0)
            .UInt32("limit", (uint)Limit),
        row => new LooseRecordRow(row.Text(), row.Text(), row.UInt64()));
}
