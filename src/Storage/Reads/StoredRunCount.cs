using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>How many runs <see cref="StoredRuns"/> has: one row.</summary>
/// <param name="Sweep">Only runs of this sweep; null: of all.</param>
public sealed record StoredRunCount(string? Sweep) : Question<ulong>
{
    private const string Sql = """
        SELECT uniqExact(RunId) FROM run_keys FINAL WHERE Retired = 0 AND ({all:UInt8} OR Sweep = {sweep:String})
        """;

    internal override QueryText<ulong> ToQuery() =>
        new(Sql, new Parameters().UInt8("all", Sweep is null).String("sweep", Sweep ?? ""), row => row.UInt64());
}
