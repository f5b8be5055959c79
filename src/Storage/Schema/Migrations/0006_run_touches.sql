-- One row for each run, trace and insert: which runs have something new, and how many inserts a run is made of.
CREATE TABLE IF NOT EXISTS run_touches
(
  `RunId` String,
  `TraceId` String,
  `Batch` UInt64,
  `TouchedAt` DateTime64(9) CODEC(Delta, ZSTD(1)),
  INDEX idx_touched_at TouchedAt TYPE minmax GRANULARITY 1,
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
ORDER BY (RunId, TraceId, Batch)
