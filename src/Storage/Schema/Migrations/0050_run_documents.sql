-- A run and its scores as one row, for questions about few runs: by columns, in runs and axis_scores, each column of the few costs a
-- file. Read by whole rows alone, so its parts are compact. Run: the row of runs as JSON; Scores: its rows of axis_scores.
CREATE TABLE IF NOT EXISTS run_documents
(
  `CellId` String,
  `RunId` String,
  `Version` UInt64,
  `Retired` UInt8,
  `Trial` UInt32,
  `Start` Int64,
  `Run` String CODEC(ZSTD(1)),
  `Scores` String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(Version, Retired)
ORDER BY (CellId, RunId)
SETTINGS index_granularity = 16, min_bytes_for_wide_part = 1099511627776
