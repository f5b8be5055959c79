-- As for runs: touches that were there before are stored once.
ALTER TABLE run_touches MATERIALIZE COLUMN StoredAt SETTINGS mutations_sync = 2
