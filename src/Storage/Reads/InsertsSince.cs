using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>An insert that brought records of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Batch">The insert.</param>
/// <param name="StoredAtUnixNano">When the engine stored that it did, by its own clock, nanoseconds since 1970: after the records themselves.</param>
/// <param name="BySession">Whether it brought them without the run, and a session bound them afterwards.</param>
public sealed record RunInsertRow(string RunId, ulong Batch, long StoredAtUnixNano, bool BySession);

/// <summary>
/// Inserts that brought records of runs at or after a time, those of traces that were bound to them included; in the order of
/// storing. An insert comes once a run, and once more where a session bound records of it.
/// </summary>
/// <param name="RunIds">The runs.</param>
/// <param name="SinceUnixNano">By the engine's clock, nanoseconds since 1970.</param>
/// <param name="After">Last row of the page before; null starts.</param>
/// <param name="Limit">Most rows.</param>
public sealed record InsertsSince(IReadOnlyCollection<string> RunIds, long SinceUnixNano, RunInsertRow? After = null, int Limit = 1_000)
    : Question<RunInsertRow>
{
    private const string Sql = """
        SELECT RunId, Batch, toUnixTimestamp64Nano(min(StoredAt)) AS Stored, BySession
        FROM
        (
          SELECT RunId, Batch, StoredAt, SessionId != '' AS BySession
          FROM run_touches
          WHERE RunId IN {runs:Array(String)} AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
          UNION ALL
          SELECT bound.RunId AS RunId, loose.Batch AS Batch, loose.StoredAt AS StoredAt, 0 AS BySession
          FROM
          (
            SELECT TraceId, Batch, StoredAt
            FROM run_touches
            WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
              AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})
          ) AS loose
          INNER JOIN (SELECT DISTINCT TraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound ON loose.TraceId = bound.TraceId
        )
        GROUP BY RunId, Batch, BySession
        HAVING {first:UInt8} OR (Stored, RunId, Batch, BySession) > ({afterStored:Int64}, {afterRun:String}, {afterBatch:UInt64}, {afterBySession:UInt8})
        ORDER BY Stored, RunId, Batch, BySession
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<RunInsertRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("runs", RunIds)
            .Int64("since", SinceUnixNano)
            .UInt8("first", After is null)
            .Int64("afterStored", After?.StoredAtUnixNano ?? 0)
            .String("afterRun", After?.RunId ?? "")
            .UInt64("afterBatch", After?.Batch ?? 0)
            .UInt8("afterBySession", After?.BySession ?? false)
            .UInt32("limit", (uint)Limit),
        row => new RunInsertRow(row.Text(), row.UInt64(), row.Int64(), row.UInt8() > 0));
}
