-- Another sort key needs another table. The rows are not copied: without run_keys every run in run_touches counts as unread, and
-- catch-up derives it again from its raw records. Why the new layout: docs/decisions/0009-runs-layout.md
DROP TABLE IF EXISTS runs SYNC
