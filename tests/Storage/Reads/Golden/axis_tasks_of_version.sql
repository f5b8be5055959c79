SELECT
  []::Array(String) AS Group, concat(Category, '/', Task) AS FullTask, Axis,
  sum(length(Counted)), toUInt64(sum(Ended - length(Counted))), sum(Failed), sum(Cancelled), sum(Running),
  sum(length(Values)) AS Recorded, sum(arrayCount(i -> Told[i] = 2, Counted)),
  if(Recorded > 0, avgArray(Values), NULL), if(Recorded > 0, minArray(Values), NULL), if(Recorded > 0, maxArray(Values), NULL),
  if(Recorded > 1, stddevSampStableArray(Values), NULL),
  (sumMap([bitShiftLeft(toUInt64(length(Values)), 32) + arrayCount(value -> value >= 1, Values)], [toUInt64(1)]) AS Attempts).1, Attempts.2
FROM
(
  SELECT
    Sweep, Agent, Model, Category, Task, Ended, Failed, Cancelled, Running, Counted, OfAxis.1 AS Axis, OfAxis.2 AS Told,
    arrayMap(i -> OfAxis.3[i], arrayFilter(i -> Told[i] = 1, Counted)) AS Values
  FROM
  (
    SELECT
        Sweep, Agent, Model, Category, Task, countIf(State IN ('finished', 'timed_out')) AS Ended, countIf(State = 'infrastructure_failed') AS Failed,
        countIf(State = 'cancelled') AS Cancelled, countIf(State IN ('queued', 'running')) AS Running,
        groupArrayIf(Trial, State IN ('finished', 'timed_out')) AS Trials,
        groupArrayIf((ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS Starts,
        groupArrayIf(Scores[{axes:Array(String)}[1]], State IN ('finished', 'timed_out')) AS Value1,
        groupArrayIf(multiIf(mapContains(Scores, {axes:Array(String)}[1]), 1, has(NotApplicable, {axes:Array(String)}[1]), 2, 0), State IN ('finished', 'timed_out')) AS Told1,
        if(length(arrayDistinct(Trials)) = Ended, arrayEnumerate(Trials),
          arrayFilter(i -> NOT arrayExists(j -> Trials[j] = Trials[i] AND Starts[j] > Starts[i], arrayEnumerate(Trials)), arrayEnumerate(Trials))) AS Counted
      FROM
      (
        SELECT
          Sweep, Agent, Model, Category, Task, Trial, run.RunId AS RunId, State, StartedAt, PromptTokens, CachedTokens, CacheCreationTokens,
          CompletionTokens, ModelCallCount, ModelCallsWithTokens, scored.Scores AS Scores, scored.NotApplicable AS NotApplicable
        FROM (SELECT * EXCEPT (Scores, NotApplicable) FROM runs FINAL WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}) AS run
        LEFT JOIN
        (
          SELECT
            RunId, CAST((groupArrayIf(Axis, Score.1 IS NOT NULL), groupArrayIf(ifNull(Score.1, 0), Score.1 IS NOT NULL)), 'Map(String, Float64)') AS Scores,
            groupArrayIf(Axis, Score.2) AS NotApplicable
          FROM
          (
            SELECT scores.RunId AS RunId, Axis, argMax((Value, NotApplicable), (Value IS NOT NULL, RecordedAt, ScorerVersion, Scorer)) AS Score
            FROM axis_scores AS scores FINAL
            INNER JOIN (SELECT RunId, Version FROM runs FINAL WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}) AS read ON scores.RunId = read.RunId
            WHERE Axis IN {axes:Array(String)} AND scores.Version >= read.Version AND ScorerVersion = {scorerVersion:String}
            GROUP BY scores.RunId, Axis
          )
          GROUP BY RunId
        ) AS scored ON run.RunId = scored.RunId
      )
      GROUP BY Sweep, Agent, Model, Category, Task
  )
  ARRAY JOIN [({axes:Array(String)}[1], Told1, Value1)] AS OfAxis
)
GROUP BY Group, FullTask, Axis
ORDER BY Group, FullTask, Axis
LIMIT {limit:UInt32}
SETTINGS optimize_aggregation_in_order = 1
