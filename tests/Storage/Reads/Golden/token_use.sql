SELECT
  [Agent]::Array(String) AS Group, Model,
  toInt32(if(StartedAt IS NULL, -1, arrayCount(change -> change <= toUnixTimestamp64Nano(assumeNotNull(StartedAt)), {changes:Array(Int64)}))) AS Period,
  ifNull(PromptTokens >= ifNull(CachedTokens, 0) + ifNull(CacheCreationTokens, 0) AND CompletionTokens IS NOT NULL, false)::Bool AS TokensTold,
  (CachedTokens IS NOT NULL)::Bool AS CachedTold, (CacheCreationTokens IS NOT NULL)::Bool AS CreationTold, mapContains(Scores, 'pass_rate')::Bool AS PassTold,
  count(), countIf(Scores['pass_rate'] >= 1),
  toFloat64(sum(ifNull(PromptTokens, 0))), toFloat64(sum(ifNull(CachedTokens, 0))), toFloat64(sum(ifNull(CacheCreationTokens, 0))),
  toFloat64(sum(ifNull(CompletionTokens, 0)))
FROM
(
  SELECT
        Sweep, Agent, Model, Category, Task, Ended, TrialFailed, TrialCancelled, TrialRunning, Counted.2 AS StartedAt,
        Counted.3 AS PromptTokens, Counted.4 AS CachedTokens, NULL::Nullable(UInt64) AS CacheCreationTokens, Counted.5 AS CompletionTokens,
        scored.Scores AS Scores, scored.NotApplicable AS NotApplicable
      FROM
      (
        SELECT
          Sweep, Agent, Model, Category, Task, Trial, countIf(State IN ('finished', 'timed_out')) AS Ended,
          countIf(State = 'infrastructure_failed') AS TrialFailed, countIf(State = 'cancelled') AS TrialCancelled,
          countIf(State IN ('queued', 'running')) AS TrialRunning,
          argMaxIf((RunId, StartedAt, PromptTokens, CachedTokens, CompletionTokens), (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS Counted
        FROM runs FINAL
        WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}
        GROUP BY Sweep, Agent, Model, Category, Task, Trial
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
          INNER JOIN (SELECT RunId, Version FROM runs FINAL WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}) AS read ON scores.RunId = read.RunId
          WHERE Axis IN {axes:Array(String)} AND scores.Version >= read.Version
          GROUP BY scores.RunId, Axis
        )
        GROUP BY RunId
      ) AS scored ON trials.Counted.1 = scored.RunId
)
WHERE Ended > 0
GROUP BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
ORDER BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
LIMIT {limit:UInt32}
