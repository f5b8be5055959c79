using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>Inserts that brought records without a run and were not looked at since, the last stored ones first.</summary>
/// <param name="SinceUnixNano">Only inserts whose touch was stored at or after this time, by the engine's clock, nanoseconds since 1970; 0: all.</param>
/// <param name="Limit">Most inserts.</param>
public sealed record LooseInserts(long SinceUnixNano, int Limit) : Question<ulong>
{
    // What says that an insert was looked at is stored after its touch.
    private const string Sql = """
        SELECT Batch
        FROM run_touches
        WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
          AND Batch NOT IN (SELECT Batch FROM loose_records WHERE SessionId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64}))
        GROUP BY Batch
        ORDER BY max(StoredAt) DESC, Batch DESC
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ulong> ToQuery() =>
        new(Sql, new Parameters().Int64("since", SinceUnixNano).UInt32("limit", (uint)Limit), row => row.UInt64());
}
