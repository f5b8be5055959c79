-- One row for each artifact of a run; its bytes are in artifact_chunks.
CREATE TABLE IF NOT EXISTS artifacts
(
  `RunId` String,
  `Version` UInt64,
  `Kind` LowCardinality(String),
  `Format` LowCardinality(String),
  `Made` LowCardinality(String),
  `Sha256` String,
  `Size` UInt64,
  `Chunks` UInt32,
  `Complete` Bool,
  `Truncated` Bool,
  `Encoding` LowCardinality(String)
)
ENGINE = ReplacingMergeTree(Version)
ORDER BY (RunId, Kind, Made, Sha256)
SETTINGS index_granularity = 256
