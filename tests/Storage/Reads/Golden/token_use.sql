SELECT
  [Agent]::Array(String) AS Group, Model, Run.1 AS Period, Run.2 AS TokensTold, Run.3 AS CachedTold, Run.4 AS CreationTold, Run.5 AS PassTold,
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
          ifNull(PromptTokens >= ifNull(CachedTokens, 0) + ifNull(CacheCreationTokens, 0) AND CompletionTokens IS NOT NULL, false)::Bool,
          (CachedTokens IS NOT NULL)::Bool, (CacheCreationTokens IS NOT NULL)::Bool, mapContains(Scores, 'pass_rate')::Bool, Scores['pass_rate'] >= 1,
          toFloat64(ifNull(PromptTokens, 0)), toFloat64(ifNull(CachedTokens, 0)), toFloat64(ifNull(CacheCreationTokens, 0)), toFloat64(ifNull(CompletionTokens, 0))
        ), State IN ('finished', 'timed_out')) AS RunTokens,
        if(length(arrayDistinct(Trials)) = Ended, arrayEnumerate(Trials),
          arrayFilter(i -> NOT arrayExists(j -> Trials[j] = Trials[i] AND Starts[j] > Starts[i], arrayEnumerate(Trials)), arrayEnumerate(Trials))) AS Counted
      FROM
      (
        SELECT
          Sweep, Agent, Model, Category, Task, Trial, run.RunId AS RunId, State, StartedAt, PromptTokens, CachedTokens, NULL::Nullable(UInt64) AS CacheCreationTokens,
          CompletionTokens, scored.Scores AS Scores, scored.NotApplicable AS NotApplicable
        FROM (SELECT * FROM runs FINAL WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}) AS run
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
        ) AS scored ON run.RunId = scored.RunId
      )
      GROUP BY Sweep, Agent, Model, Category, Task
  )
)
GROUP BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
ORDER BY Group, Model, Period, TokensTold, CachedTold, CreationTold, PassTold
LIMIT {limit:UInt32}
SETTINGS optimize_aggregation_in_order = 1
