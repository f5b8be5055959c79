-- A run's few rows shall not cost a granule of thousands, and that is fixed when a table is made. Derived again, as runs.
DROP TABLE IF EXISTS model_calls SYNC
