-- The kind that a dialect gave to a span which does not name its kind itself. Read by span, so keyed by span.
CREATE TABLE IF NOT EXISTS span_kinds
(
  `RunId` String,
  `Version` UInt64,
  `TraceId` String,
  `SpanId` String,
  `Kind` LowCardinality(String)
)
ENGINE = ReplacingMergeTree(Version)
ORDER BY (TraceId, SpanId)
