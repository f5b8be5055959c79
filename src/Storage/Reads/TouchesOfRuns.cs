using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>How much has arrived for a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Inserts">Distinct inserts that brought records of it; only grows. See <see cref="Rows.RunVersion"/>.</param>
/// <param name="LastTouchUnixNano">When the last of them was recorded, nanoseconds since 1970.</param>
public sealed record RunTouchesRow(string RunId, ulong Inserts, long LastTouchUnixNano);

/// <summary>How much has arrived for runs, by run; runs that nothing arrived for are left out.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record TouchesOfRuns(IReadOnlyCollection<string> RunIds) : Question<RunTouchesRow>
{
    private static readonly string Sql = $$"""
        SELECT RunId, Inserts, LastTouch
        FROM {{TouchedInserts.Of("RunId IN {runs:Array(String)}")}}
        ORDER BY RunId
        """;

    internal override QueryText<RunTouchesRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("runs", RunIds),
        row => new RunTouchesRow(row.Text(), row.UInt64(), row.Int64()));
}
