SELECT
  RunId, Version, Axis, Scorer, ScorerVersion, Value, NotApplicable, Label, Explanation, Details, Source,
  toUnixTimestamp64Nano(RecordedAt)
FROM axis_scores FINAL
WHERE RunId IN (SELECT RunId FROM runs WHERE (Sweep, Agent, Model, Category, Task) IN {cells:Array(Tuple(String, String, String, String, String))})
ORDER BY RunId, Axis, Scorer, ScorerVersion
LIMIT {limit:UInt32}
