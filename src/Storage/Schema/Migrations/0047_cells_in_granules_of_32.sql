-- Which cells there are, in the order of their keys. Moved: a run was found to belong elsewhere, the cell may have none left.
CREATE TABLE IF NOT EXISTS cells
(
  `Sweep` LowCardinality(String),
  `Agent` LowCardinality(String),
  `Model` LowCardinality(String),
  `Category` LowCardinality(String),
  `Task` LowCardinality(String),
  `Newest` SimpleAggregateFunction(max, Int64),
  `Moved` SimpleAggregateFunction(max, UInt8)
)
ENGINE = AggregatingMergeTree
ORDER BY (Sweep, Agent, Model, Category, Task)
SETTINGS index_granularity = 32
