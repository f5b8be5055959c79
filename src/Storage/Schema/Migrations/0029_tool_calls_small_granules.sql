-- Calls of a tool in the order of a run. Rows of an older Version than the run's are stale.
-- FieldSources: who told a field, where that is not the row's Source. Others: what was told otherwise, a JSON array.
CREATE TABLE IF NOT EXISTS tool_calls
(
  `RunId` String,
  `Version` UInt64,
  `Index` UInt32,
  `TraceId` String,
  `SpanId` String,
  `StartedAt` DateTime64(9),
  `DurationMs` Nullable(Float64),
  `Name` String,
  `CallId` Nullable(String),
  `Arguments` Nullable(String) CODEC(ZSTD(3)),
  `Result` Nullable(String) CODEC(ZSTD(3)),
  `ExitCode` Nullable(Int32),
  `Success` Nullable(Bool),
  `ErrorType` Nullable(String),
  `Source` LowCardinality(String),
  `FieldSources` Map(LowCardinality(String), LowCardinality(String)),
  `Others` String CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree(Version)
ORDER BY (RunId, `Index`)
SETTINGS index_granularity = 256
