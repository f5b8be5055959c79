CREATE MATERIALIZED VIEW IF NOT EXISTS sweeps_of_runs TO sweeps AS
SELECT
  Sweep, min(StartedAt) AS FirstStart, max(StartedAt) AS LastStart
FROM runs
WHERE Retired = 0
GROUP BY Sweep
