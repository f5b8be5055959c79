-- Calls of a model in the order of a run. Rows of an older Version than the run's are stale.
-- FieldSources: who told a field, where that is not the row's Source. Others: what was told otherwise, a JSON array.
CREATE TABLE IF NOT EXISTS model_calls
(
  `RunId` String,
  `Version` UInt64,
  `Index` UInt32,
  `TraceId` String,
  `SpanId` String,
  `StartedAt` DateTime64(9),
  `Model` String,
  `Provider` Nullable(String),
  `RequestHash` Nullable(String),
  `PromptTokens` Nullable(UInt64),
  `CachedTokens` Nullable(UInt64),
  `CacheCreationTokens` Nullable(UInt64),
  `CompletionTokens` Nullable(UInt64),
  `ReasoningTokens` Nullable(UInt64),
  `LatencyMs` Nullable(Float64),
  `FirstTokenMs` Nullable(Float64),
  `FinishReason` Nullable(String),
  `Status` LowCardinality(String),
  `StatusCode` Nullable(UInt16),
  `ErrorType` Nullable(String),
  `Attempt` UInt32,
  `Source` LowCardinality(String),
  `ResponseId` Nullable(String),
  `FieldSources` Map(LowCardinality(String), LowCardinality(String)),
  `Others` String CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree(Version)
ORDER BY (RunId, `Index`)
SETTINGS index_granularity = 256
