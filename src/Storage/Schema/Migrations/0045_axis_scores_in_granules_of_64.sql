-- Values of axes. Value NULL and NotApplicable false: not recorded. Rows of an older Version than the run's are stale.
CREATE TABLE IF NOT EXISTS axis_scores
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
ENGINE = ReplacingMergeTree(Version)
ORDER BY (RunId, Axis, Scorer, ScorerVersion)
SETTINGS index_granularity = 64
