SELECT
  [Agent, concat(Category, '/', Task)]::Array(String) AS Group, count() AS Runs, countIf(Value IS NOT NULL) AS Recorded, countIf(NotApplicable) AS Inapplicable,
  if(Recorded > 0, avg(Value), NULL), min(Value), max(Value), if(Recorded > 1, stddevSamp(Value), NULL)
FROM
(
  SELECT counting.*, scores.Score.1 AS Value, scores.Score.2 AS NotApplicable
  FROM
  (
    SELECT trials.*, versions.Version AS RunVersion
    FROM (
    SELECT
      CellId, Sweep, Agent, Model, Category, Task, Trial,
      count() AS TrialRuns,
      argMaxIf(RunId, (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS CountingRun,
      max(ifNull(toUnixTimestamp64Nano(StartedAt), 0)) AS TrialNewest
    FROM runs FINAL
    WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  ) AS trials
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
