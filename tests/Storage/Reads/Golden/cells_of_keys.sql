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
    WHERE (Sweep, Agent, Model, Category, Task) IN {cells:Array(Tuple(String, String, String, String, String))}
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  )
GROUP BY CellId, Sweep, Agent, Model, Category, Task
