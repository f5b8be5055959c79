-- Pieces of recordings, outputs and grades as they came; one row of artifacts says that all pieces are there.
CREATE TABLE IF NOT EXISTS artifact_chunks
(
  `RunId` String CODEC(ZSTD(1)),
  `TraceId` String CODEC(ZSTD(1)),
  `SpanId` String CODEC(ZSTD(1)),
  `Timestamp` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `Kind` LowCardinality(String) CODEC(ZSTD(1)),
  `Format` LowCardinality(String) CODEC(ZSTD(1)),
  `Made` LowCardinality(String) CODEC(ZSTD(1)),
  `Encoding` LowCardinality(String) CODEC(ZSTD(1)),
  `Sha256` String CODEC(ZSTD(1)),
  `Sequence` UInt32 CODEC(ZSTD(1)),
  `Last` Bool CODEC(ZSTD(1)),
  `Truncated` Bool CODEC(ZSTD(1)),
  `Body` String CODEC(ZSTD(3)),
  `IngestedAt` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `RowId` UInt128 CODEC(ZSTD(1)),
  `Batch` UInt64 CODEC(Delta, ZSTD(1)),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch Batch TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(IngestedAt)
PRIMARY KEY (RunId, Kind, Made)
ORDER BY (RunId, Kind, Made, Sequence, RowId)
SETTINGS index_granularity = 64, index_granularity_bytes = 10485760, ttl_only_drop_parts = 1, materialize_ttl_recalculate_only = 1
