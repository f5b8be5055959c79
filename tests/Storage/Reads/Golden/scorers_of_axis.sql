SELECT Scorer, ScorerVersion, uniqExact(scores.RunId), uniqExactIf(scores.RunId, Value IS NOT NULL)
FROM axis_scores AS scores FINAL
INNER JOIN (SELECT RunId, Version FROM runs FINAL WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}) AS read ON scores.RunId = read.RunId
WHERE Axis = {axis:String} AND scores.Version >= read.Version
  AND scores.RunId IN (SELECT CountingRun FROM (
    SELECT
      CellId, Sweep, Agent, Model, Category, Task, Trial,
      count() AS TrialRuns,
      argMaxIf(RunId, (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS CountingRun,
      max(ifNull(toUnixTimestamp64Nano(StartedAt), 0)) AS TrialNewest
    FROM runs FINAL
    WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  ))
GROUP BY Scorer, ScorerVersion
ORDER BY Scorer, ScorerVersion
LIMIT {limit:UInt32}
