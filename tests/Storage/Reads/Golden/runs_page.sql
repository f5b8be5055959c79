SELECT
  RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
  toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
  ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
  PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens, ReasoningTokens, ModelCallCount, ToolCallCount,
  ModelCallsWithTokens, SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, ScorerVersion,
  mapKeys(Scores), mapValues(Scores), NotApplicable, ScoredAxes, toUnixTimestamp64Nano(InterpretedAt), InterpretedBy
FROM runs FINAL
WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} AND State IN {states:Array(String)} AND StartedAt >= fromUnixTimestamp64Nano({startedFrom:Int64}) AND StartedAt < fromUnixTimestamp64Nano({startedTo:Int64}) AND mapContains(Scores, {axis0:String}) AND Scores[{axis0:String}] >= {min0:Float64} AND Scores[{axis0:String}] <= {max0:Float64} AND (-ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId) > (-{afterStart:Int64}, {afterRun:String})
ORDER BY -ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId
LIMIT {limit:UInt32}
