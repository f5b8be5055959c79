using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>Ids of the runs that have been read, in their order; ask with the last of an answer until one is empty.</summary>
/// <param name="Sweep">Only runs of this sweep; null: of all.</param>
/// <param name="AfterRunId">Only runs behind this one.</param>
/// <param name="Limit">Most runs.</param>
public sealed record StoredRuns(string? Sweep, string AfterRunId = "", int Limit = 500) : Question<string>
{
    private const string Sql = """
        SELECT DISTINCT RunId
        FROM run_keys FINAL
        WHERE RunId > {after:String} AND Retired = 0 AND ({all:UInt8} OR Sweep = {sweep:String})
        ORDER BY RunId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<string> ToQuery() => new(
        Sql,
        new Parameters().String("after", AfterRunId).UInt8("all", Sweep is null).String("sweep", Sweep ?? "").UInt32("limit", (uint)Limit),
        row => row.Text());
}
