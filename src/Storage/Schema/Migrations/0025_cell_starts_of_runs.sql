CREATE MATERIALIZED VIEW IF NOT EXISTS cell_starts_of_runs TO cell_starts AS
SELECT
  -ifNull(toUnixTimestamp64Nano(StartedAt), 0) AS StartOrder, Sweep, Agent, Model, Category, Task
FROM runs
WHERE Retired = 0
