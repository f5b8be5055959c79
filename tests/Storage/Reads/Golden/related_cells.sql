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
    WHERE CellId != '' AND Sweep IN {part0:Array(String)} AND has(arrayZip({part0:Array(String)}, {part1:Array(String)}, {part2:Array(String)}, {part3:Array(String)}), (Sweep, Agent, Category, Task))
    GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
  )
GROUP BY CellId, Sweep, Agent, Model, Category, Task
ORDER BY CellId
LIMIT {limit:UInt32}
