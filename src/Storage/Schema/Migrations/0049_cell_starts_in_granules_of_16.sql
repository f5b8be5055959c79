-- When runs of cells started, the newest first: StartOrder is the start's nanoseconds below zero, 0 where it was not recorded.
-- A hint for pages of the newest cells, which look at the runs themselves: a start may be that of a reading that was replaced.
CREATE TABLE IF NOT EXISTS cell_starts
(
  `StartOrder` Int64,
  `Sweep` LowCardinality(String),
  `Agent` LowCardinality(String),
  `Model` LowCardinality(String),
  `Category` LowCardinality(String),
  `Task` LowCardinality(String)
)
ENGINE = ReplacingMergeTree
ORDER BY (StartOrder, Sweep, Agent, Model, Category, Task)
SETTINGS index_granularity = 16
