-- When the engine stored a touch, by its own clock; the records of its insert are stored before.
ALTER TABLE run_touches
  ADD COLUMN IF NOT EXISTS `StoredAt` DateTime64(9) MATERIALIZED now64(9) CODEC(Delta, ZSTD(1)),
  ADD INDEX IF NOT EXISTS idx_stored_at StoredAt TYPE minmax GRANULARITY 1
