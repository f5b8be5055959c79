using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Statistics;

/// <summary>The axes of a cell. Of several scores of a run on an axis, the one that counts is chosen as in the axis report.</summary>
public static class CellAxes
{
    /// <summary>Estimates every axis of the benchmark, and every other that was scored.</summary>
    /// <param name="runs">The runs that count.</param>
    /// <param name="scores">Their scores.</param>
    public static IReadOnlyList<AxisEstimate> Of(IReadOnlyList<string> runs, IReadOnlyDictionary<string, IReadOnlyList<AxisScoreRow>> scores)
    {
        ILookup<string, AxisScoreRow> counting = runs
            .SelectMany(run => AxisScoreRow.Counting(scores.GetValueOrDefault(run) ?? []))
            .ToLookup(score => score.Axis, StringComparer.Ordinal);
        return
        [
            .. AxisNames.All.Union(counting.Select(axis => axis.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal)
                .Select(axis => Estimate(axis, runs.Count, [.. counting[axis]])),
        ];
    }

    // A cell is one task, and its runs are the attempts at it.
    private static AxisEstimate Estimate(string axis, int runs, IReadOnlyList<AxisScoreRow> scores)
    {
        double[] values = [.. scores.Where(score => score.Value is not null).Select(score => score.Value!.Value)];
        Attempts attempts = new(values.Length, values.Count(value => value >= 1), 1);
        return AxisEstimate.Of(axis, [new TaskSample("", runs, scores.Count(score => score.NotApplicable), ValueSummary.Of(values), [attempts])]);
    }
}
