namespace Tracing.Storage.Reads.Mapping;

/// <summary>That the score of a run which counts lies in a range.</summary>
internal static class ScoreCondition
{
    /// <summary>Adds the condition; a run without a recorded value is in no range.</summary>
    public static void Add(Conditions conditions, AxisRange range, string suffix)
    {
        conditions.Values.String("axis" + suffix, range.Axis);
        conditions.Add($"mapContains(Scores, {{axis{suffix}:String}})");
        if (range.Min is { } min)
        {
            conditions.Add($"Scores[{{axis{suffix}:String}}] >= {{min{suffix}:Float64}}");
            conditions.Values.Float64("min" + suffix, min);
        }

        if (range.Max is { } max)
        {
            conditions.Add($"Scores[{{axis{suffix}:String}}] <= {{max{suffix}:Float64}}");
            conditions.Values.Float64("max" + suffix, max);
        }
    }
}
