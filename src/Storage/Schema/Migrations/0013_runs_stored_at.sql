-- When the engine stored a reading, by its own clock: what a subscription asks for is what was stored since it asked last.
ALTER TABLE runs
  ADD COLUMN IF NOT EXISTS `StoredAt` DateTime64(9) MATERIALIZED now64(9) CODEC(Delta, ZSTD(1)),
  ADD INDEX IF NOT EXISTS idx_stored_at StoredAt TYPE minmax GRANULARITY 1
