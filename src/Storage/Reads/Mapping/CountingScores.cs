namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Trials with the scores of the run that counts. Of several scores of a run on an axis a recorded one counts before none, then the
/// one that was recorded last.
/// </summary>
internal static class CountingScores
{
    /// <summary>
    /// A query over <c>{axes:Array(String)}</c> and, where asked, <c>{scorerVersion:String}</c>, with one row a trial: its cell, how
    /// its runs ended, and start, tokens, <c>Scores</c> and <c>NotApplicable</c> of the one that counts.
    /// </summary>
    /// <param name="condition">Which runs.</param>
    /// <param name="ofVersion">Whether only scores of one version of a scorer are taken.</param>
    public static string Of(string condition, bool ofVersion) => $$"""
        SELECT
                {{Dimensions.Cell}}, Ended, TrialFailed, TrialCancelled, TrialRunning, Counted.2 AS StartedAt,
                Counted.3 AS PromptTokens, Counted.4 AS CachedTokens, NULL::Nullable(UInt64) AS CacheCreationTokens, Counted.5 AS CompletionTokens,
                scored.Scores AS Scores, scored.NotApplicable AS NotApplicable
              FROM
              (
                SELECT
                  {{Dimensions.Cell}}, Trial, countIf(State IN ('finished', 'timed_out')) AS Ended,
                  countIf(State = 'infrastructure_failed') AS TrialFailed, countIf(State = 'cancelled') AS TrialCancelled,
                  countIf(State IN ('queued', 'running')) AS TrialRunning,
                  argMaxIf((RunId, StartedAt, PromptTokens, CachedTokens, CompletionTokens), (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS Counted
                FROM runs FINAL
                WHERE {{condition}}
                GROUP BY {{Dimensions.Cell}}, Trial
              ) AS trials
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
                  WHERE Axis IN {axes:Array(String)} AND scores.Version >= read.Version{{(ofVersion ? " AND ScorerVersion = {scorerVersion:String}" : "")}}
                  GROUP BY scores.RunId, Axis
                )
                GROUP BY RunId
              ) AS scored ON trials.Counted.1 = scored.RunId
        """;
}
