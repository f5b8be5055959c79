using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Types;

/// <summary>The order in which scores are shown: the benchmark's axes as pages show them, then the others by name.</summary>
public static class ScoreOrder
{
    /// <summary>Orders scores.</summary>
    /// <param name="scores">Scores by axis and scorer; null is none.</param>
    public static IReadOnlyList<AxisScoreRow> Of(IReadOnlyList<AxisScoreRow>? scores) =>
        [.. (scores ?? []).OrderBy(score => Place(score.Axis)).ThenBy(score => score.Axis, StringComparer.Ordinal)];

    private static int Place(string axis)
    {
        for (int i = 0; i < AxisNames.All.Count; i++)
        {
            if (AxisNames.All[i] == axis)
            {
                return i;
            }
        }

        return AxisNames.All.Count;
    }
}
