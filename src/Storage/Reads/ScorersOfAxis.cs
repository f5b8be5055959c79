using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>A scorer of an axis.</summary>
/// <param name="Scorer">Its name; empty where not told.</param>
/// <param name="Version">Its version; empty where not told.</param>
/// <param name="Runs">Runs that count and have a score of it.</param>
/// <param name="Recorded">Of those, runs whose score has a value.</param>
public sealed record AxisScorerRow(string Scorer, string Version, ulong Runs, ulong Recorded);

/// <summary>Who scored an axis, by name and version: more than one where stored runs were scored anew.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most scorers.</param>
public sealed record ScorersOfAxis(string Axis, CellFilter Filter, int Limit = 100) : Question<AxisScorerRow>
{
    internal override QueryText<AxisScorerRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        conditions.Values.String("axis", Axis).UInt32("limit", (uint)Limit);
        string sql = $$"""
            SELECT Scorer, ScorerVersion, uniqExact(scores.RunId), uniqExactIf(scores.RunId, Value IS NOT NULL)
            FROM axis_scores AS scores FINAL
            INNER JOIN (SELECT RunId, Version FROM runs FINAL WHERE {{conditions.Text}}) AS read ON scores.RunId = read.RunId
            WHERE Axis = {axis:String} AND scores.Version >= read.Version
              AND scores.RunId IN (SELECT CountingRun FROM {{CountingRuns.Of(conditions.Text)}})
            GROUP BY Scorer, ScorerVersion
            ORDER BY Scorer, ScorerVersion
            LIMIT {limit:UInt32}
            """;
        return new QueryText<AxisScorerRow>(sql, conditions.Values, row => new AxisScorerRow(row.Text(), row.Text(), row.UInt64(), row.UInt64()));
    }
}
