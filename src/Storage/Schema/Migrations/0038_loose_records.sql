-- Sessions of records that came without a run: one row for each session, trace (empty where the record has none) and insert. A row
-- without a session says that an insert was looked at, all of it bound that could be.
CREATE TABLE IF NOT EXISTS loose_records
(
  `SessionId` String,
  `TraceId` String,
  `Batch` UInt64,
  `StoredAt` DateTime64(9) MATERIALIZED now64(9) CODEC(Delta, ZSTD(1)),
  INDEX idx_stored_at StoredAt TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
ORDER BY (SessionId, TraceId, Batch)
SETTINGS index_granularity = 256
