using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>A reading of a run and when the engine stored it.</summary>
/// <param name="Run">The run.</param>
/// <param name="StoredAtUnixNano">By the engine's clock, nanoseconds since 1970.</param>
public sealed record StoredRunRow(RunRow Run, long StoredAtUnixNano);

/// <summary>Readings of runs that the engine stored at or after a time, in the order of storing. An older reading may come beside a newer one.</summary>
/// <param name="SinceUnixNano">By the engine's clock, nanoseconds since 1970.</param>
/// <param name="After">Last row of the page before; null starts.</param>
/// <param name="Limit">Most rows.</param>
public sealed record RunsStoredSince(long SinceUnixNano, StoredRunRow? After = null, int Limit = 500) : Question<StoredRunRow>
{
    private const string Sql = $$"""
        SELECT
          {{RunMapping.Columns}}, toUnixTimestamp64Nano(StoredAt)
        FROM runs
        WHERE Retired = 0 AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
          AND ({first:UInt8} OR (StoredAt, RunId, Version) > (fromUnixTimestamp64Nano({afterStored:Int64}), {afterRun:String}, {afterVersion:UInt64}))
        ORDER BY StoredAt, RunId, Version
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<StoredRunRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Int64("since", SinceUnixNano)
            .UInt8("first", After is null)
            .Int64("afterStored", After?.StoredAtUnixNano ?? 0)
            .String("afterRun", After?.Run.RunId ?? "")
            .UInt64("afterVersion", After?.Run.Version ?? 0)
            .UInt32("limit", (uint)Limit),
        row => new StoredRunRow(RunMapping.Read(row), row.Int64()));
}
