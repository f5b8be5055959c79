-- Which agents, models, categories and tasks (as category/name) there are.
CREATE TABLE IF NOT EXISTS cell_values
(
  `Dimension` LowCardinality(String),
  `Value` String
)
ENGINE = ReplacingMergeTree
ORDER BY (Dimension, Value)
SETTINGS index_granularity = 256
