-- Under which keys the readings of a run lie in runs. Written last of all its rows: a run is read when this says so.
CREATE TABLE IF NOT EXISTS run_keys
(
  `RunId` String,
  `Version` UInt64,
  `Retired` UInt8,
  `Sweep` LowCardinality(String),
  `Agent` LowCardinality(String),
  `Model` LowCardinality(String),
  `Category` LowCardinality(String),
  `Task` LowCardinality(String)
)
ENGINE = ReplacingMergeTree(Version)
ORDER BY (RunId, Sweep, Agent, Model, Category, Task)
SETTINGS index_granularity = 64
