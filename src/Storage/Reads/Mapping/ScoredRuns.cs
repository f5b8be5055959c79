namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Runs with their scores. Of several scores of a run on an axis a recorded one counts before none, then the one that was recorded
/// last.
/// </summary>
internal static class ScoredRuns
{
    /// <summary>
    /// A query over <c>{axes:Array(String)}</c> and, where asked, <c>{scorerVersion:String}</c>: columns of <c>runs</c>, and
    /// <c>Scores</c> and <c>NotApplicable</c> by axis.
    /// </summary>
    /// <param name="condition">Which runs.</param>
    /// <param name="ofVersion">Whether only scores of one version of a scorer are taken.</param>
    public static string Of(string condition, bool ofVersion) => ofVersion ? OfVersion(condition) : $"""
        SELECT
                  {Dimensions.Cell}, Trial, RunId, State, StartedAt, PromptTokens, CachedTokens, CacheCreationTokens, CompletionTokens,
                  ModelCallCount, ModelCallsWithTokens, Scores, NotApplicable
                FROM runs FINAL
                WHERE {condition}
        """;

    private static string OfVersion(string condition) => $$"""
        SELECT
                  {{Dimensions.Cell}}, Trial, run.RunId AS RunId, State, StartedAt, PromptTokens, CachedTokens, CacheCreationTokens,
                  CompletionTokens, ModelCallCount, ModelCallsWithTokens, scored.Scores AS Scores, scored.NotApplicable AS NotApplicable
                FROM (SELECT * EXCEPT (Scores, NotApplicable) FROM runs FINAL WHERE {{condition}}) AS run
                LEFT JOIN
                (
                  SELECT
                    RunId, CAST((groupArrayIf(Axis, Score.1 IS NOT NULL), groupArrayIf(ifNull(Score.1, 0), Score.1 IS NOT NULL)), 'Map(String, Float64)') AS Scores,
                    groupArrayIf(Axis, Score.2) AS NotApplicable
                  FROM
                  (
                    SELECT scores.RunId AS RunId, Axis, argMax((Value, NotApplicable), (Value IS NOT NULL, RecordedAt, ScorerVersion, Scorer)) AS Score
                    FROM axis_scores AS scores FINAL
                    INNER JOIN (SELECT RunId, Version FROM runs FINAL WHERE {{condition}}) AS read ON scores.RunId = read.RunId
                    WHERE Axis IN {axes:Array(String)} AND scores.Version >= read.Version AND ScorerVersion = {scorerVersion:String}
                    GROUP BY scores.RunId, Axis
                  )
                  GROUP BY RunId
                ) AS scored ON run.RunId = scored.RunId
        """;
}
