-- The columns up to EventName are those of the OpenTelemetry ClickHouse exporter, by name and type; the later ones are ours.
CREATE TABLE IF NOT EXISTS otel_logs
(
  `Timestamp` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `TraceId` String CODEC(LZ4),
  `SpanId` String CODEC(ZSTD(1)),
  `TraceFlags` UInt8 CODEC(ZSTD(1)),
  `SeverityText` LowCardinality(String) CODEC(LZ4),
  `SeverityNumber` UInt8 CODEC(ZSTD(1)),
  `ServiceName` LowCardinality(String) CODEC(LZ4),
  `Body` String CODEC(ZSTD(3)),
  `ResourceSchemaUrl` LowCardinality(String) CODEC(LZ4),
  `ResourceAttributes` Map(LowCardinality(String), String) CODEC(LZ4),
  `ScopeSchemaUrl` LowCardinality(String) CODEC(LZ4),
  `ScopeName` String CODEC(LZ4),
  `ScopeVersion` LowCardinality(String) CODEC(LZ4),
  `ScopeAttributes` Map(LowCardinality(String), String) CODEC(LZ4),
  `LogAttributes` Map(LowCardinality(String), String) CODEC(ZSTD(3)),
  `EventName` LowCardinality(String) CODEC(LZ4),
  `RunId` String CODEC(LZ4),
  `ResourceAttributeTypes` LowCardinality(String) CODEC(LZ4),
  `ScopeAttributeTypes` LowCardinality(String) CODEC(LZ4),
  `LogAttributeTypes` LowCardinality(String) CODEC(LZ4),
  `BodyType` LowCardinality(String) CODEC(LZ4),
  `ObservedTimestamp` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `IngestedAt` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `RowId` UInt128 CODEC(ZSTD(1)),
  `Batch` UInt64 CODEC(Delta, ZSTD(1)),
  `TimestampTime` DateTime ALIAS toDateTime(Timestamp),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch Batch TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(IngestedAt)
PRIMARY KEY (toStartOfInterval(Timestamp, toIntervalMillisecond(3600000)), RunId)
ORDER BY (toStartOfInterval(Timestamp, toIntervalMillisecond(3600000)), RunId, Timestamp, RowId)
SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1, materialize_ttl_recalculate_only = 1,
  min_bytes_for_wide_part = 33554432, vertical_merge_algorithm_min_rows_to_activate = 1
