using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>By what cells are grouped.</summary>
public enum CellDimension
{
    /// <summary>The sweep.</summary>
    Sweep,

    /// <summary>The agent.</summary>
    Agent,

    /// <summary>The model.</summary>
    Model,

    /// <summary>The task's category.</summary>
    Category,

    /// <summary>The task, as <c>category/name</c>.</summary>
    Task,
}

/// <summary>One group of an axis report. Only the runs that count are in it.</summary>
public sealed record AxisGroupRow
{
    /// <summary>The group: one value for each dimension that was asked for, in that order.</summary>
    public required IReadOnlyList<string> Group { get; init; }

    /// <summary>Runs in the group.</summary>
    public required ulong Runs { get; init; }

    /// <summary>Runs with a value: the coverage is this over <see cref="Runs"/>.</summary>
    public required ulong Recorded { get; init; }

    /// <summary>Runs to whose task the axis does not apply.</summary>
    public required ulong NotApplicable { get; init; }

    /// <summary>Mean of the recorded values; null where there are none.</summary>
    public required double? Mean { get; init; }

    /// <summary>Least recorded value.</summary>
    public required double? Min { get; init; }

    /// <summary>Greatest recorded value.</summary>
    public required double? Max { get; init; }

    /// <summary>Standard deviation of the sample; null under two values.</summary>
    public required double? StandardDeviation { get; init; }
}

/// <summary>
/// An axis over groups of cells, by group. Of several scores of a run the one that was recorded last counts; a value that was
/// not recorded is in no mean.
/// </summary>
/// <param name="Axis">The axis.</param>
/// <param name="GroupBy">The dimensions; none gives one group of all.</param>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most groups.</param>
public sealed record AxisReport(string Axis, IReadOnlyList<CellDimension> GroupBy, CellFilter Filter, int Limit = 1_000)
    : Question<AxisGroupRow>
{
    internal override QueryText<AxisGroupRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        conditions.Values.String("axis", Axis).UInt32("limit", (uint)Limit);
        string group = string.Join(", ", GroupBy.Select(Expression));
        string sql = $$"""
            SELECT
              [{{group}}]::Array(String) AS Group, count() AS Runs, countIf(Value IS NOT NULL) AS Recorded, countIf(NotApplicable) AS Inapplicable,
              if(Recorded > 0, avg(Value), NULL), min(Value), max(Value), if(Recorded > 1, stddevSamp(Value), NULL)
            FROM
            (
              SELECT counting.*, scores.Score.1 AS Value, scores.Score.2 AS NotApplicable
              FROM
              (
                SELECT trials.*, versions.Version AS RunVersion
                FROM {{CountingRuns.Of(conditions.Text)}} AS trials
                INNER JOIN (SELECT RunId, Version FROM runs FINAL) AS versions ON trials.CountingRun = versions.RunId
              ) AS counting
              LEFT JOIN
              (
                SELECT scored.RunId AS RunId, argMax((Value, NotApplicable), (Value IS NOT NULL, RecordedAt, ScorerVersion, Scorer)) AS Score
                FROM axis_scores AS scored FINAL
                INNER JOIN (SELECT RunId, Version FROM runs FINAL) AS read ON scored.RunId = read.RunId
                WHERE Axis = {axis:String} AND scored.Version >= read.Version
                GROUP BY scored.RunId
              ) AS scores ON counting.CountingRun = scores.RunId
            )
            GROUP BY Group
            ORDER BY Group
            LIMIT {limit:UInt32}
            """;
        return new QueryText<AxisGroupRow>(sql, conditions.Values, Read);
    }

    private static string Expression(CellDimension dimension) => dimension switch
    {
        CellDimension.Sweep => "Sweep",
        CellDimension.Agent => "Agent",
        CellDimension.Model => "Model",
        CellDimension.Category => "Category",
        CellDimension.Task => "concat(Category, '/', Task)",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "no such dimension"),
    };

    private static AxisGroupRow Read(RowReader row) => new()
    {
        Group = row.Array<string>(),
        Runs = row.UInt64(),
        Recorded = row.UInt64(),
        NotApplicable = row.UInt64(),
        Mean = row.DoubleOrNull(),
        Min = row.DoubleOrNull(),
        Max = row.DoubleOrNull(),
        StandardDeviation = row.DoubleOrNull(),
    };
}
