-- Scores of the readings in runs_earlier.
CREATE TABLE IF NOT EXISTS axis_scores_earlier
(
  `RunId` String,
  `Version` UInt64,
  `Axis` LowCardinality(String),
  `Scorer` String,
  `ScorerVersion` String,
  `Value` Nullable(Float64),
  `NotApplicable` Bool,
  `Label` Nullable(String),
  `Explanation` Nullable(String),
  `Details` String CODEC(ZSTD(3)),
  `Source` LowCardinality(String),
  `RecordedAt` DateTime64(9)
)
ENGINE = ReplacingMergeTree
ORDER BY (RunId, Version, Axis, Scorer, ScorerVersion)
SETTINGS index_granularity = 256
