using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>
/// Scores of all runs of a cell, by run, axis and scorer; among them those of earlier readings: whoever asks knows the versions
/// that the runs have.
/// </summary>
/// <param name="Cell">The cell.</param>
/// <param name="Limit">Most rows.</param>
internal sealed record ScoresOfCell(CellId Cell, int Limit) : Question<AxisScoreRow>
{
    private const string Sql = $$"""
        SELECT
          {{ScoresOfRuns.Columns}}
        FROM axis_scores FINAL
        WHERE RunId IN (SELECT RunId FROM runs WHERE {{CellParts.OneOf}})
        ORDER BY RunId, Axis, Scorer, ScorerVersion
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<AxisScoreRow> ToQuery() =>
        new(Sql, CellParts.Add(new Parameters(), [Cell]).UInt32("limit", (uint)Limit), ScoresOfRuns.Read);
}
