-- Which sweeps there are and between which times their runs started.
CREATE TABLE IF NOT EXISTS sweeps
(
  `Sweep` String,
  `FirstStart` SimpleAggregateFunction(min, Nullable(DateTime64(9))),
  `LastStart` SimpleAggregateFunction(max, Nullable(DateTime64(9)))
)
ENGINE = AggregatingMergeTree
ORDER BY Sweep
SETTINGS index_granularity = 256
