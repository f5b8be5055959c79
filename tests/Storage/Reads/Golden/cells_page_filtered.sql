SELECT
  CellId, Sweep, Agent, Model, Category, Task, sum(TrialRuns) AS Runs, count() AS Trials,
  arrayMap(pair -> pair.2, arraySort(groupArrayIf((Trial, CountingRun), CountingRun != ''))) AS Counting,
  max(TrialNewest) AS Newest
FROM (
    SELECT
      CellId, Sweep, Agent, Model, Category, Task, Trial,
      count() AS TrialRuns,
      argMaxIf(RunId, (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS CountingRun,
      max(ifNull(toUnixTimestamp64Nano(StartedAt), 0)) AS TrialNewest
    FROM runs FINAL
    WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  )
GROUP BY CellId, Sweep, Agent, Model, Category, Task
HAVING (-Newest, CellId) < (-{fromNewest:Int64}, {fromCell:String})
ORDER BY -Newest DESC, CellId DESC
LIMIT {limit:UInt32}
