using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>A trial of a cell.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="CellId">The cell.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Ended">Of those, runs that ended by themselves or by their time limit.</param>
public sealed record TrialRow(string Sweep, string CellId, uint Trial, ulong Runs, ulong Ended);

/// <summary>Every trial of sweeps that has a run, by sweep, cell and trial.</summary>
/// <param name="Sweeps">The sweeps.</param>
/// <param name="Limit">Most trials.</param>
public sealed record TrialsOfSweeps(IReadOnlyCollection<string> Sweeps, int Limit = 1_000_000) : Question<TrialRow>
{
    private const string Sql = """
        SELECT Sweep, CellId, Trial, count(), countIf(State IN ('finished', 'timed_out'))
        FROM runs FINAL
        WHERE CellId != '' AND Sweep IN {sweeps:Array(String)}
        GROUP BY Sweep, CellId, Trial
        ORDER BY Sweep, CellId, Trial
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<TrialRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("sweeps", Sweeps).UInt32("limit", (uint)Limit),
        row => new TrialRow(row.Text(), row.Text(), row.UInt32(), row.UInt64(), row.UInt64()));
}
