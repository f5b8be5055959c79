-- Rows that were there before would be stored "now" whenever they are read; written down, they are stored once.
ALTER TABLE runs MATERIALIZE COLUMN StoredAt SETTINGS mutations_sync = 2
