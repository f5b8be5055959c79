SELECT
  RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
  toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
  ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
  PromptTokens, CompletionTokens, CachedTokens, ModelCallCount, ToolCallCount, ModelCallsWithTokens,
  SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, toUnixTimestamp64Nano(InterpretedAt)
FROM runs FINAL
WHERE CellId != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} AND State IN {states:Array(String)} AND StartedAt >= fromUnixTimestamp64Nano({startedFrom:Int64}) AND StartedAt < fromUnixTimestamp64Nano({startedTo:Int64}) AND RunId IN (
    SELECT RunId FROM
    (
      SELECT scored.RunId AS RunId, argMax(tuple(Value), (Value IS NOT NULL, RecordedAt, ScorerVersion, Scorer)).1 AS Counting
      FROM axis_scores AS scored FINAL
      INNER JOIN (SELECT RunId, Version FROM runs FINAL) AS read ON scored.RunId = read.RunId
      WHERE Axis = {axis0:String} AND scored.Version >= read.Version
      GROUP BY scored.RunId
    )
    WHERE Counting IS NOT NULL AND Counting >= {min0:Float64} AND Counting <= {max0:Float64}) AND (-ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId) > (-{afterStart:Int64}, {afterRun:String})
ORDER BY -ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId
LIMIT {limit:UInt32}
