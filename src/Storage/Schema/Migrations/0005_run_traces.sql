-- Which traces belong to a run, whatever told us. Raw rows are never rewritten when a trace is bound later.
CREATE TABLE IF NOT EXISTS run_traces
(
  `TraceId` String,
  `RunId` String,
  `Source` LowCardinality(String),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
ORDER BY (RunId, TraceId)
