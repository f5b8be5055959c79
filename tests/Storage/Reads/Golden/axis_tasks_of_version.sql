SELECT
  []::Array(String) AS Group, concat(Category, '/', Task) AS FullTask, Axis,
  sum(Counting), sum(Superseded), sum(InfrastructureFailed), sum(Cancelled), sum(Running),
  sum(length(Values)) AS Recorded, sum(Inapplicable),
  if(Recorded > 0, avgArray(Values), NULL), if(Recorded > 0, minArray(Values), NULL), if(Recorded > 0, maxArray(Values), NULL),
  if(Recorded > 1, stddevSampStableArray(Values), NULL),
  (sumMap([bitShiftLeft(toUInt64(length(Values)), 32) + arrayCount(value -> value >= 1, Values)], [toUInt64(1)]) AS Attempts).1, Attempts.2
FROM
(
  SELECT
    Sweep, Agent, Model, Category, Task, Axis,
    sum(Ended > 0) AS Counting, toUInt64(sum(Ended) - Counting) AS Superseded, sum(TrialFailed) AS InfrastructureFailed,
    sum(TrialCancelled) AS Cancelled, sum(TrialRunning) AS Running,
    countIf(has(NotApplicable, Axis)) AS Inapplicable,
    groupArrayIf(Scores[Axis], mapContains(Scores, Axis)) AS Values
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
          WHERE Axis IN {axes:Array(String)} AND scores.Version >= read.Version AND ScorerVersion = {scorerVersion:String}
          GROUP BY scores.RunId, Axis
        )
        GROUP BY RunId
      ) AS scored ON trials.Counted.1 = scored.RunId
  )
  ARRAY JOIN {axes:Array(String)} AS Axis
  GROUP BY Sweep, Agent, Model, Category, Task, Axis
)
GROUP BY Group, FullTask, Axis
ORDER BY Group, FullTask, Axis
LIMIT {limit:UInt32}
