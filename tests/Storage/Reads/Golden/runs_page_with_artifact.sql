SELECT
  RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
  toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
  ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
  PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens, ReasoningTokens, ModelCallCount, ToolCallCount,
  ModelCallsWithTokens, SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, ScorerVersion,
  mapKeys(Scores), mapValues(Scores), NotApplicable, ScoredAxes, toUnixTimestamp64Nano(InterpretedAt), InterpretedBy
FROM runs FINAL
WHERE Sweep != '' AND RunId IN (SELECT RunId FROM artifacts WHERE Kind = {artifact:String})
ORDER BY -ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId
LIMIT {limit:UInt32}
