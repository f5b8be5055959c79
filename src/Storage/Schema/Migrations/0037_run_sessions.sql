-- Which runs name a session or conversation id. One that several runs name binds nothing.
CREATE TABLE IF NOT EXISTS run_sessions
(
  `SessionId` String,
  `RunId` String
)
ENGINE = ReplacingMergeTree
ORDER BY (SessionId, RunId)
SETTINGS index_granularity = 256
