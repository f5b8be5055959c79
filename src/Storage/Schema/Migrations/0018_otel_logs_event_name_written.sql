-- Parts that were there before get the index in the background.
ALTER TABLE otel_logs MATERIALIZE INDEX idx_event_name
