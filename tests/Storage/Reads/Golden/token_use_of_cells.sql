SELECT
  [concat(Category, '/', Task)]::Array(String) AS Group, Model, Run.1 AS Period, Run.2 AS TokensTold, Run.3 AS CachedTold, Run.4 AS CreationTold, Run.5 AS PassTold,
  count(), countIf(Run.6), sum(Run.7), sum(Run.8), sum(Run.9), sum(Run.10)
FROM
(
  SELECT Sweep, Agent, Model, Category, Task, arrayJoin(arrayMap(i -> RunTokens[i], Counted)) AS Run
  FROM
  (
    SELECT
        Sweep, Agent, Model, Category, Task, countIf(State IN ('finished', 'timed_out')) AS Ended, countIf(State = 'infrastructure_failed') AS Failed,
        countIf(State = 'cancelled') AS Cancelled, countIf(State IN ('queued', 'running')) AS Running,
        groupArrayIf(Trial, State IN ('finished', 'timed_out')) AS Trials,
        groupArrayIf((ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS Starts,
        groupArrayIf((
          toInt32(if(StartedAt IS NULL, -1, arrayCount(change -> change <= toUnixTimestamp64Nano(assumeNotNull(StartedAt)), {changes:Array(Int64)}))),
          ifNull(PromptTokens >= ifNull(CachedTokens, 0) + ifNull(CacheCreationTokens, 0) AND CompletionTokens IS NOT NULL AND ModelCallsWithTokens = ModelCallCount, false)::Bool,
          (CachedTokens IS NOT NULL)::Bool, (CacheCreationTokens IS NOT NULL)::Bool, mapContains(Scores, 'pass_rate')::Bool, Scores['pass_rate'] >= 1,
          toFloat64(ifNull(PromptTokens, 0)), toFloat64(ifNull(CachedTokens, 0)), toFloat64(ifNull(CacheCreationTokens, 0)), toFloat64(ifNull(CompletionTokens, 0))
        ), State IN ('finished', 'timed_out')) AS RunTokens,
        if(length(arrayDistinct(Trials)) = Ended, arrayEnumerate(Trials),
          arrayFilter(i -> NOT arrayExists(j -> Trials[j] = Trials[i] AND Starts[j] > Starts[i], arrayEnumerate(Trials)), arrayEnumerate(Trials))) AS Counted
      FROM
      (
        SELECT
          Sweep, Agent, Model, Category, Task, Trial, RunId, State, StartedAt, PromptTokens, CachedTokens, CacheCreationTokens, CompletionTokens,
          ModelCallCount, ModelCallsWithTokens, Scores, NotApplicable
        FROM runs FINAL
        WHERE Sweep != '' AND (Sweep, Agent, Model, Category, Task) IN {cells:Array(Tuple(String, String, String, String, String))}
      )
      GROUP BY Sweep, Agent, Model, Category, Task
  )
)
GROUP BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
ORDER BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
LIMIT {limit:UInt32}
SETTINGS optimize_aggregation_in_order = 1
