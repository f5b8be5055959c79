-- The columns up to Links are those of the OpenTelemetry ClickHouse exporter, by name and type; the later ones are ours.
-- Why each key, codec, index and engine: docs/decisions/0003-otel-traces-layout.md
CREATE TABLE IF NOT EXISTS otel_traces
(
  `Timestamp` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `TraceId` String CODEC(LZ4),
  `SpanId` String CODEC(ZSTD(1)),
  `ParentSpanId` String CODEC(ZSTD(1)),
  `TraceState` String CODEC(LZ4),
  `SpanName` LowCardinality(String) CODEC(LZ4),
  `SpanKind` LowCardinality(String) CODEC(LZ4),
  `ServiceName` LowCardinality(String) CODEC(LZ4),
  `ResourceAttributes` Map(LowCardinality(String), String) CODEC(LZ4),
  `ScopeName` String CODEC(LZ4),
  `ScopeVersion` String CODEC(LZ4),
  `SpanAttributes` Map(LowCardinality(String), String) CODEC(ZSTD(3)),
  `Duration` UInt64 CODEC(ZSTD(1)),
  `StatusCode` LowCardinality(String) CODEC(LZ4),
  `StatusMessage` String CODEC(LZ4),
  `Events.Timestamp` Array(DateTime64(9)) CODEC(ZSTD(3)),
  `Events.Name` Array(LowCardinality(String)) CODEC(ZSTD(3)),
  `Events.Attributes` Array(Map(LowCardinality(String), String)) CODEC(ZSTD(3)),
  `Links.TraceId` Array(String) CODEC(LZ4),
  `Links.SpanId` Array(String) CODEC(LZ4),
  `Links.TraceState` Array(String) CODEC(LZ4),
  `Links.Attributes` Array(Map(LowCardinality(String), String)) CODEC(LZ4),
  `RunId` String CODEC(LZ4),
  `ResourceAttributeTypes` LowCardinality(String) CODEC(LZ4),
  `SpanAttributeTypes` LowCardinality(String) CODEC(LZ4),
  `EventAttributeTypes` Array(LowCardinality(String)) CODEC(LZ4),
  `LinkAttributeTypes` Array(LowCardinality(String)) CODEC(LZ4),
  `Flags` UInt32 CODEC(LZ4),
  `IngestedAt` DateTime64(9) CODEC(Delta, ZSTD(1)),
  `Batch` UInt64 CODEC(Delta, ZSTD(1)),
  `OperationName` LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.operation.name'] CODEC(LZ4),
  `RequestModel` LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.request.model'] CODEC(LZ4),
  `InputTokens` Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.input_tokens']) CODEC(ZSTD(1)),
  `OutputTokens` Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.output_tokens']) CODEC(ZSTD(1)),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch Batch TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(IngestedAt)
PRIMARY KEY (toStartOfInterval(Timestamp, toIntervalMillisecond(3600000)), RunId)
ORDER BY (toStartOfInterval(Timestamp, toIntervalMillisecond(3600000)), RunId, Timestamp, TraceId, SpanId)
SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1, materialize_ttl_recalculate_only = 1,
  min_bytes_for_wide_part = 33554432, vertical_merge_algorithm_min_rows_to_activate = 1
