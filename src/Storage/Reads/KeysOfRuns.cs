using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A cell that holds a reading of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Version">Version of the reading.</param>
/// <param name="Cell">The cell.</param>
public sealed record RunCellRow(string RunId, ulong Version, CellId Cell);

/// <summary>In which cells readings of runs lie that no later one has taken away, by run and cell. One a run, but where its cell was told late.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record KeysOfRuns(IReadOnlyCollection<string> RunIds) : Question<RunCellRow>
{
    private const string Sql = $$"""
        SELECT RunId, Version, {{Dimensions.Cell}}
        FROM run_keys FINAL
        WHERE RunId IN {runs:Array(String)} AND Retired = 0
        ORDER BY RunId, {{Dimensions.Cell}}
        """;

    internal override QueryText<RunCellRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("runs", RunIds),
        row => new RunCellRow(row.Text(), row.UInt64(), new CellId(row.Text(), row.Text(), row.Text(), row.Text(), row.Text())));
}
