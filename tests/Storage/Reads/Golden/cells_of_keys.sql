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
    WHERE (Sweep, Agent, Model, Category, Task) IN (SELECT cell.1, cell.2, cell.3, cell.4, cell.5 FROM (SELECT arrayJoin(arrayZip({cellSweeps:Array(String)}, {cellAgents:Array(String)}, {cellModels:Array(String)}, {cellCategories:Array(String)}, {cellTasks:Array(String)})) AS cell))
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  )
GROUP BY CellId, Sweep, Agent, Model, Category, Task
