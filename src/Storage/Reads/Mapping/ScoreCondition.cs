namespace Tracing.Storage.Reads.Mapping;

/// <summary>That the score of a run which counts lies in a range.</summary>
internal static class ScoreCondition
{
    /// <summary>Adds the condition over RunId.</summary>
    public static void Add(Conditions conditions, AxisRange range, string suffix)
    {
        List<string> bounds = ["Counting IS NOT NULL"];
        conditions.Values.String("axis" + suffix, range.Axis);
        if (range.Min is { } min)
        {
            bounds.Add($"Counting >= {{min{suffix}:Float64}}");
            conditions.Values.Float64("min" + suffix, min);
        }

        if (range.Max is { } max)
        {
            bounds.Add($"Counting <= {{max{suffix}:Float64}}");
            conditions.Values.Float64("max" + suffix, max);
        }

        conditions.Add($$"""
            RunId IN (
                SELECT RunId FROM
                (
                  SELECT scored.RunId AS RunId, argMax(tuple(Value), (Value IS NOT NULL, RecordedAt, ScorerVersion, Scorer)).1 AS Counting
                  FROM axis_scores AS scored FINAL
                  INNER JOIN (SELECT RunId, Version FROM runs FINAL) AS read ON scored.RunId = read.RunId
                  WHERE Axis = {axis{{suffix}}:String} AND scored.Version >= read.Version
                  GROUP BY scored.RunId
                )
                WHERE {{string.Join(" AND ", bounds)}})
            """);
    }
}
