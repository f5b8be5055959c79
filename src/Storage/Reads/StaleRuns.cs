using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>
/// Runs that were never read, that got records since they were read, or that an older reading read; by run. Ask with the last
/// run of an answer as <paramref name="AfterRunId"/> until an answer is empty.
/// </summary>
/// <param name="Reading">The present reading: runs of an older one are stale. See <see cref="Rows.RunVersion"/>.</param>
/// <param name="SinceUnixNano">Only runs whose touch was stored at or after this time, by the engine's clock, nanoseconds since 1970; 0 looks at all.</param>
/// <param name="AfterRunId">Only runs behind this one.</param>
/// <param name="Limit">Most runs.</param>
public sealed record StaleRuns(ushort Reading, long SinceUnixNano = 0, string AfterRunId = "", int Limit = 500) : Question<RunTouchesRow>
{
    private const string Candidates = """
        RunId > {after:String} AND RunId IN (
              SELECT RunId FROM run_touches WHERE RunId != '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
              UNION DISTINCT
              SELECT RunId FROM run_traces WHERE TraceId IN (SELECT TraceId FROM run_touches WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})))
        """;

    private static readonly string Sql = $$"""
        SELECT touched.RunId, touched.Inserts, touched.LastTouch
        FROM {{TouchedInserts.Of(Candidates)}} AS touched
        LEFT JOIN {{RunKeys.Versions(Candidates)}} AS run ON touched.RunId = run.RunId
        WHERE bitOr(bitShiftLeft(touched.Inserts, 16), {reading:UInt64}) > run.Version
        ORDER BY touched.RunId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<RunTouchesRow> ToQuery() => new(
        Sql,
        new Parameters()
            .UInt64("reading", new Rows.RunVersion(0, Reading).ToUInt64())
            .Int64("since", SinceUnixNano)
            .String("after", AfterRunId)
            .UInt32("limit", (uint)Limit),
        row => new RunTouchesRow(row.Text(), row.UInt64(), row.Int64()));
}
