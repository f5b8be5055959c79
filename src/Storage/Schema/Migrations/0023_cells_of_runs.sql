-- Largest values and sets only: storing a reading twice changes nothing.
CREATE MATERIALIZED VIEW IF NOT EXISTS cells_of_runs TO cells AS
SELECT
  Sweep, Agent, Model, Category, Task, max(ifNull(toUnixTimestamp64Nano(StartedAt), 0)) AS Newest, max(Retired) AS Moved
FROM runs
GROUP BY Sweep, Agent, Model, Category, Task
