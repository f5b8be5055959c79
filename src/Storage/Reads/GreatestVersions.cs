using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>The versions of a run's rows.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Greatest">Greatest version of any of its rows.</param>
/// <param name="Counting">Version of the reading that was stored whole last; 0 where none was.</param>
public sealed record RunVersionsRow(string RunId, ulong Greatest, ulong Counting);

/// <summary>The versions of runs: a process that was killed may have left rows of a reading above the one that counts.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record GreatestVersions(IReadOnlyCollection<string> RunIds) : Question<RunVersionsRow>
{
    private const string Sql = $$"""
        SELECT RunId, max(Version), max(KeyVersion)
        FROM
        (
          SELECT RunId, Version, Version AS KeyVersion FROM run_keys WHERE RunId IN {runs:Array(String)}
          UNION ALL
          SELECT RunId, Version, 0 FROM runs WHERE {{RunKeys.OneOf}}
          UNION ALL
          SELECT RunId, Version, 0 FROM model_calls WHERE RunId IN {runs:Array(String)}
          UNION ALL
          SELECT RunId, Version, 0 FROM tool_calls WHERE RunId IN {runs:Array(String)}
          UNION ALL
          SELECT RunId, Version, 0 FROM axis_scores WHERE RunId IN {runs:Array(String)}
        )
        GROUP BY RunId
        ORDER BY RunId
        """;

    internal override QueryText<RunVersionsRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds), row => new RunVersionsRow(row.Text(), row.UInt64(), row.UInt64()));
}
