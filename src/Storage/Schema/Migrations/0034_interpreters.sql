-- Which collectors interpret: each tells by the engine's clock that it lives, and the living share the runs among them.
CREATE TABLE IF NOT EXISTS interpreters
(
  `Member` String,
  `FirstBeatAt` SimpleAggregateFunction(min, DateTime64(9)),
  `BeatAt` SimpleAggregateFunction(max, DateTime64(9)),
  `Gone` SimpleAggregateFunction(max, UInt8)
)
ENGINE = AggregatingMergeTree
ORDER BY Member
