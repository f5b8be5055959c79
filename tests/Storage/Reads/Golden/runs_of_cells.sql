SELECT
  RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
  toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
  ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
  PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens, ReasoningTokens, ModelCallCount, ToolCallCount,
  ModelCallsWithTokens, SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, ScorerVersion,
  mapKeys(Scores), mapValues(Scores), NotApplicable, ScoredAxes, toUnixTimestamp64Nano(InterpretedAt), InterpretedBy
FROM runs FINAL
WHERE (Sweep, Agent, Model, Category, Task) IN (SELECT cell.1, cell.2, cell.3, cell.4, cell.5 FROM (SELECT arrayJoin(arrayZip({cellSweeps:Array(String)}, {cellAgents:Array(String)}, {cellModels:Array(String)}, {cellCategories:Array(String)}, {cellTasks:Array(String)})) AS cell))
ORDER BY CellId, Trial, StartedAt DESC NULLS LAST, RunId DESC
LIMIT {limit:UInt32}
