SELECT
  RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
  toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
  ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
  PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens, ReasoningTokens, ModelCallCount, ToolCallCount,
  ModelCallsWithTokens, SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, ScorerVersion,
  mapKeys(Scores), mapValues(Scores), NotApplicable, ScoredAxes, toUnixTimestamp64Nano(InterpretedAt), InterpretedBy, toUnixTimestamp64Nano(StoredAt)
FROM runs
WHERE Retired = 0 AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
  AND ({first:UInt8} OR (StoredAt, RunId, Version) > (fromUnixTimestamp64Nano({afterStored:Int64}), {afterRun:String}, {afterVersion:UInt64}))
ORDER BY StoredAt, RunId, Version
LIMIT {limit:UInt32}
