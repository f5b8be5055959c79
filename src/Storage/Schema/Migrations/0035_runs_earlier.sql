-- Readings of runs that tracing reinterpret replaced: one row a reading, written after its scores and before the new one.
CREATE TABLE IF NOT EXISTS runs_earlier
(
  `RunId` String,
  `Version` UInt64,
  `CellId` String,
  `State` LowCardinality(String),
  `DurationNano` Nullable(UInt64),
  `PromptTokens` Nullable(UInt64),
  `CompletionTokens` Nullable(UInt64),
  `CachedTokens` Nullable(UInt64),
  `CacheCreationTokens` Nullable(UInt64),
  `ReasoningTokens` Nullable(UInt64),
  `ModelCallCount` UInt32,
  `ToolCallCount` UInt32,
  `Dialect` LowCardinality(String),
  `DialectVersion` String,
  `ScorerVersion` LowCardinality(String),
  `InterpretedAt` DateTime64(9)
)
ENGINE = ReplacingMergeTree
ORDER BY (RunId, Version)
SETTINGS index_granularity = 256
